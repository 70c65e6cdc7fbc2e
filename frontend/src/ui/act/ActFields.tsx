import type { Dispatch, SetStateAction } from 'react';
import { Problem } from '@/api/problem';
import type { Draft, Field } from '@/lib/fields';
import { FieldInput } from '../form/FieldInput';
import { faultsWithin } from '../form/faults';
import type { Act } from './useAct';

/** The fields of a dialog, with the server's faults at the field that they speak of. */
export function ActFields({
  fields,
  draft,
  onDraft,
  act,
  names = {},
}: {
  fields: readonly Field[];
  draft: Draft;
  onDraft: Dispatch<SetStateAction<Draft>>;
  act: Act;
  /** Names of the API that the dialog calls otherwise. */
  names?: Record<string, string>;
}) {
  const faults = (act.problem instanceof Problem ? act.problem.errors : []).map((x) => ({
    ...x,
    field: names[x.field] ?? x.field,
  }));
  return (
    <div className="flex flex-col gap-4">
      {fields
        .filter((x) => !x.when || x.when(draft))
        .map((x) => (
          <FieldInput
            key={x.key}
            field={x}
            draft={draft}
            onChange={(patch) => onDraft((d) => ({ ...d, ...patch }))}
            faults={faultsWithin(faults, x.key)}
            path={x.key}
          />
        ))}
    </div>
  );
}

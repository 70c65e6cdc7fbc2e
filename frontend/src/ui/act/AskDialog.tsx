import { type ReactNode, useState } from 'react';
import { Problem } from '@/api/problem';
import { isBlank } from '@/lib/equal';
import { bodyOf, type Draft, type Field } from '@/lib/fields';
import { FieldInput } from '../form/FieldInput';
import { faultsWithin } from '../form/faults';
import { ActDialog } from './ActDialog';
import { useAct } from './useAct';

export interface AskDialogProps<T> {
  title: string;
  effect?: ReactNode;
  verb: string;
  danger?: boolean;
  fields: readonly Field[];
  initial?: Draft;
  /** What the dialog calls otherwise than the API: { nextEndsOn: 'endsOn' }. */
  names?: Record<string, string>;
  /** What is still to be filled in, as a sentence. */
  waits: string;
  send: (body: Draft, intent: string) => Promise<T>;
  onDone: (done: T) => void;
  onClose: () => void;
  /** Before the fields: what speaks for or against it, with what has been filled in so far. */
  head?: (draft: Draft) => ReactNode;
}

/** Asks for the fields of one act, and shows a refusal at the field that it is about. */
export function AskDialog<T>({
  fields,
  initial = {},
  names = {},
  waits,
  send,
  onDone,
  onClose,
  head,
  ...words
}: AskDialogProps<T>) {
  const [draft, setDraft] = useState<Draft>(initial);
  const shown = fields.filter((x) => !x.when || x.when(draft));
  const back = Object.fromEntries(Object.entries(names).map(([here, there]) => [there, here]));
  const act = useAct({
    send: (intent) => {
      const body = bodyOf(shown, draft);
      return send(
        Object.fromEntries(
          Object.entries(body)
            .filter(([, v]) => v !== '')
            .map(([k, v]) => [names[k] ?? k, v]),
        ),
        intent,
      );
    },
    onDone,
  });
  const faults = (act.problem instanceof Problem ? act.problem.errors : []).map((x) => ({
    ...x,
    field: back[x.field] ?? x.field,
  }));
  const open = shown.some((x) => x.required && isBlank(draft[x.key]));
  return (
    <ActDialog {...words} act={act} isOpen onClose={onClose} width="wide" waits={open ? waits : undefined}>
      <div className="flex flex-col gap-4">
        {head?.(draft)}
        {shown.map((x) => (
          <FieldInput
            key={x.key}
            field={x}
            draft={draft}
            onChange={(patch) => setDraft((d) => ({ ...d, ...patch }))}
            faults={faultsWithin(faults, x.key)}
            path={x.key}
          />
        ))}
      </div>
    </ActDialog>
  );
}

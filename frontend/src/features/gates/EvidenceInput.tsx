import type { Evidence } from '@/api/gates';
import type { FieldFault } from '@/api/problem';
import { type Draft, type Field, fieldOf } from '@/lib/fields';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultPath, faultsWithin } from '@/ui/form/faults';
import { evidenceFields } from './fields';

/** Evidence in a dialogue: the same rows as in the application. */
export function EvidenceInput({
  value,
  onChange,
  faults,
}: {
  value: Evidence[];
  onChange: (value: Evidence[]) => void;
  faults: readonly FieldFault[];
}) {
  const field = fieldOf(evidenceFields, 'evidence') as Field;
  return (
    <FieldInput
      field={field}
      draft={{ evidence: value } as Draft}
      onChange={(patch) => onChange(patch.evidence as Evidence[])}
      faults={faultsWithin(
        faults.map((f) => ({ ...f, field: faultPath(f.field) })),
        'evidence',
      )}
      path="evidence"
    />
  );
}

import type { FieldFault } from '@/api/problem';
import { isBlank } from '@/lib/equal';
import { readDay } from '@/lib/era';
import { type Draft, type Field, writable } from '@/lib/fields';

/** "components[0].name" and "/components/0/name" both become "components.0.name". */
export function faultPath(field: string): string {
  return field
    .replace(/^(body\.|query\.|\/)/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .replaceAll('/', '.');
}

/** The faults under a path, with the path cut off; a fault of the path itself has "" left. */
export function faultsWithin(faults: readonly FieldFault[], path: string): FieldFault[] {
  return faults.flatMap((f) => {
    if (f.field === path) return [{ ...f, field: '' }];
    return f.field.startsWith(`${path}.`) ? [{ ...f, field: f.field.slice(path.length + 1) }] : [];
  });
}

/** What can be told without asking the server: empty required fields, and text that is no number or day. The server judges again. */
export function localFaults(fields: readonly Field[], draft: Draft, prefix = ''): FieldFault[] {
  return writable(fields).flatMap((f) => {
    if (f.when && !f.when(draft)) return [];
    const path = prefix + f.key;
    const value = draft[f.key];
    if (isBlank(value)) return f.required && f.kind !== 'flag' ? [{ field: path, rule: 'required' }] : [];
    if (f.kind === 'rows')
      return (value as Draft[]).flatMap((row, i) => localFaults(f.fields ?? [], row, `${path}.${i}.`));
    const rule = misread(f, value);
    return rule ? [{ field: path, ...rule }] : [];
  });
}

function misread(f: Field, value: unknown): Pick<FieldFault, 'rule' | 'params'> | null {
  switch (f.kind) {
    case 'yen':
    case 'number':
    case 'percent':
    case 'fiscalYear':
      if (typeof value !== 'number') return { rule: f.kind === 'yen' ? 'not_yen' : 'not_number' };
      if (f.min !== undefined && value < f.min) return { rule: 'min', params: { limit: f.min } };
      if (f.max !== undefined && value > f.max) return { rule: 'max', params: { limit: f.max } };
      return null;
    case 'date':
      return readDay(String(value)) === value ? null : { rule: 'not_day' };
    case 'time':
      return /^([01]\d|2[0-4]):[0-5]\d$/.test(String(value)) ? null : { rule: 'not_time' };
    default:
      return null;
  }
}

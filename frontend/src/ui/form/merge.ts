import { sameValue } from '@/lib/equal';
import { copyField, type Draft, emptyOf, type Field, writable } from '@/lib/fields';

export interface FieldMerge {
  field: Field;
  /** Who changed it since the reader opened the form. Only "both" must be decided by a person. */
  by: 'theirs' | 'mine' | 'both';
}

/** Compares three states of a record field by field; what nobody changed, or both changed alike, is left out. */
export function compare(fields: readonly Field[], base: Draft, theirs: Draft, mine: Draft): FieldMerge[] {
  const result: FieldMerge[] = [];
  for (const field of writable(fields)) {
    const [b, t, m] = [base, theirs, mine].map((d) => plain(field, d[field.key]));
    if (sameValue(t, m)) continue;
    result.push({ field, by: sameValue(b, t) ? 'mine' : sameValue(b, m) ? 'theirs' : 'both' });
  }
  return result;
}

/** The state to begin from: theirs, with everything that only the reader changed laid over it, and the reader's side of what both
 *  changed, so that nothing typed is lost before a choice is made. */
export function mergeDraft(fields: readonly Field[], merges: FieldMerge[], theirs: Draft, mine: Draft): Draft {
  const merged: Draft = {};
  for (const f of writable(fields)) copyField(f, theirs, merged);
  for (const m of merges) if (m.by !== 'theirs') copyField(m.field, mine, merged);
  return merged;
}

/** Rows are compared by the fields that are written, not by names that came along for show. */
function plain(field: Field, value: unknown): unknown {
  if (field.kind !== 'rows' || !Array.isArray(value)) return value;
  return value.map((row: Draft) =>
    Object.fromEntries((field.fields ?? []).map((p) => [p.key, row[p.key] ?? emptyOf(p)])),
  );
}

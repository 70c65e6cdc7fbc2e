import type { AgendaItem, BlockUnit, Meeting } from '@/api/meetings';
import type { Format } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import type { Tone } from '@/ui/StatusChip';

export const stateTone: Record<Meeting['state'], Tone> = { preparing: 'unknown', held: 'warn', confirmed: 'good' };

export type Decision = NonNullable<AgendaItem['decision']>;
export const decisionTone: Record<Decision, Tone> = {
  '': 'unknown',
  noted: 'good',
  commented: 'warn',
  approved: 'good',
  conditional: 'warn',
  continued: 'warn',
  rejected: 'bad',
};

/** Items with their number among those of their kind, as the agenda counts them. */
export function numbered<T extends { kind: string }>(items: readonly T[]): { item: T; no: number }[] {
  const seen: Record<string, number> = {};
  return items.map((item) => {
    const no = (seen[item.kind] ?? 0) + 1;
    seen[item.kind] = no;
    return { item, no };
  });
}

/** The order after moving an item by one place among those of its kind; the same order at the ends. */
export function moved(items: readonly { id: string; kind: string }[], id: string, by: 1 | -1): string[] {
  const ids = items.map((x) => x.id);
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || items[to]?.kind !== items[at]?.kind || to < 0) return ids;
  [ids[at], ids[to]] = [ids[to] as string, ids[at] as string];
  return ids;
}

/** Only what the contract knows of rows that a form has filled in; empty values are left out. */
export function only(row: Draft, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.flatMap((k) => (row[k] === undefined || row[k] === '' ? [] : [[k, row[k]]])));
}

/** A number of a block as the screen writes it. Availability is cut: 99.9996 is not 100. */
export function written(f: Format, value: number | null | undefined, unit: BlockUnit, unknown: string): string {
  if (value === null || value === undefined) return unknown;
  switch (unit) {
    case 'yen':
      return f.yen(value, 'million');
    case 'percent':
      return f.percent(value);
    case 'share':
      return f.percent(value / 10, 1);
    case 'micro':
      return f.percent(Math.floor(value / 1000) / 1000, 3);
    case 'hours':
      return f.number(Math.floor(value / 360_000) / 10, 1);
    default:
      return f.number(value);
  }
}

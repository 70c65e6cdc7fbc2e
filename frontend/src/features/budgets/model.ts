import type { BudgetOverview, LineItem, Rise, YearStatus } from '@/api/budgets';
import { minus } from '@/lib/yen';
import type { Tone } from '@/ui/StatusChip';

export const measures = ['planned', 'revised', 'spent', 'requested'] as const;
export type BudgetMeasure = (typeof measures)[number];

/** Hundredths of a percent as they are read: 8649 → "86.5%". */
export const rate = (hundredths: number | null | undefined, places = 1): string =>
  hundredths === null || hundredths === undefined ? '—' : `${minus((hundredths / 100).toFixed(places))}%`;

/** A distance from a level, with its sign: 500 → "+5.0%". */
export const off = (hundredths: number): string => `${hundredths < 0 ? '−' : '+'}${rate(Math.abs(hundredths))}`;

export const stateTone: Record<LineItem['state'], Tone> = {
  planned: 'unknown',
  requested: 'warn',
  assessed: 'warn',
  budgeted: 'good',
};

export const statusTone: Record<YearStatus, Tone> = {
  ahead: 'unknown',
  running: 'warn',
  provisional: 'warn',
  settled: 'good',
  certified: 'good',
};

/** What became of a rise, as one word and its tone. Years that have not come are only expected. */
export function fate(r: Rise, currentYear: number): { key: string; tone: Tone } {
  if (!r.temporary) return { key: 'lasting', tone: 'warn' };
  if (r.returned === null || r.returned === undefined) return { key: 'open', tone: 'unknown' };
  if (!r.returned) return { key: 'high', tone: 'bad' };
  return (r.endsIn ?? 0) + 1 > currentYear ? { key: 'willBack', tone: 'warn' } : { key: 'back', tone: 'good' };
}

/** The rise that the page answers about: the first of the newest run of temporary ones with the same end. */
export function headline(o: Pick<BudgetOverview, 'rises'>): Rise | undefined {
  const temporary = o.rises.filter((r) => r.temporary);
  const last = temporary.at(-1);
  return temporary.find((r) => r.endsIn === last?.endsIn);
}

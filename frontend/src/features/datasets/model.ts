import type { Band, Dataset, DatasetItem, Freshness, Part } from '@/api/datasets';
import type { Draft } from '@/lib/fields';
import type { Tone } from '@/ui/StatusChip';

export const parts = [
  'completeness',
  'schema',
  'currency',
  'uniqueness',
  'machine',
  'metadata',
] as const satisfies readonly Part[];
export const bands = ['good', 'fair', 'poor', 'unknown'] as const satisfies readonly Band[];
export const freshnesses = ['fresh', 'late', 'stale', 'unknown'] as const satisfies readonly Freshness[];

export const bandTone: Record<Band, Tone> = { good: 'good', fair: 'warn', poor: 'bad', unknown: 'unknown' };
export const freshTone: Record<Freshness, Tone> = { fresh: 'good', late: 'warn', stale: 'bad', unknown: 'unknown' };

/** A part of the score as the record keeps it, in hundredths of a percent; null is not measured. */
export function partOf(
  x: Pick<DatasetItem, 'completeness' | 'schemaFit' | 'currency' | 'uniqueness' | 'machine' | 'metadata'>,
  part: Part,
): number | null {
  return part === 'schema' ? x.schemaFit : x[part];
}

/** Hundredths of a percent as percent, cut and never rounded up to a limit. */
export const percentOf = (n: number): number => Math.floor(n) / 100;

/** What a part adds to the score, at most its weight, cut to a tenth. */
export const pointsOf = (n: number, weight: number): number => Math.floor((n * weight) / 1000) / 10;

/** Five signs, of which as many are full as the data is open. */
export const starsText = (n: number): string => '★'.repeat(n) + '☆'.repeat(5 - n);

const kept = ['personal', 'sensitive', 'specific'];

/** Whether persons can be read from it, so that it is published only once they cannot. */
export const aboutPersons = (d: Pick<Dataset, 'personalData'>): boolean => kept.includes(d.personalData ?? '');

/** Where the samples say yes and no, in the order in which a reader mends them. */
export const checks = ['header', 'oneTable', 'noMerged', 'utf8'] as const;

/** Publication and its basis change by decision alone: a form neither shows nor sends them. */
export const byDecision = new Set(['publication', 'basis']);

/** The terms of use stand by a decision, or are being decided: a form does not ask for them, either. */
export const pinned = (d: Pick<Dataset, 'publication' | 'proposed'>): boolean =>
  Boolean(d.proposed) || d.publication === 'public' || d.publication === 'limited';
export const terms = new Set(['personalData', 'anonymisation', 'licence']);

export const editable = (d: Dataset): Dataset & Draft => ({ ...d });

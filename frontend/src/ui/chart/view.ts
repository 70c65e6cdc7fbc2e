import type { Category, Datum, Kind, Look, Series } from './types';

export const kindOf = (category: Category, datum: Datum | undefined): Kind => datum?.kind ?? category.kind ?? 'actual';

export const lookOf = (series: Pick<Series, 'look'>, place: number): Look =>
  series.look ?? (Math.min(5, place + 1) as Look);

/** The sum; null as soon as one part is unknown, because a sum of the known parts would look like the whole. */
export function sumOf(values: readonly (number | null | undefined)[]): number | null {
  let sum = 0;
  for (const v of values) {
    if (v === null || v === undefined) return null;
    sum += v;
  }
  return sum;
}

export interface Stack {
  category: Category;
  values: (number | null)[];
  /** Of all parts; null when one is unknown. */
  total: number | null;
  /** How far the known parts reach above and below zero. */
  high: number;
  low: number;
}

export function stacksOf(categories: readonly Category[], series: readonly Series[]): Stack[] {
  return categories.map((category, c) => {
    const values = series.map((s) => s.data[c]?.value ?? null);
    const known = values.filter((v) => v !== null);
    return {
      category,
      values,
      total: sumOf(values),
      high: known.reduce((sum, v) => (v > 0 ? sum + v : sum), 0),
      low: known.reduce((sum, v) => (v < 0 ? sum + v : sum), 0),
    };
  });
}

/** Which kinds a drawing holds, for its legend. */
export function kindsIn(categories: readonly Category[], series: readonly Series[]): Kind[] {
  const found = new Set(categories.flatMap((c, i) => series.map((s) => kindOf(c, s.data[i]))));
  return (['past', 'actual', 'forecast'] as const).filter((k) => found.has(k));
}

/** Round steps of an axis that hold every value: 1, 2 or 5 times a power of ten, about five of them. */
export function axisTicks(low: number, high: number, whole = false): number[] {
  const top = high > low ? high : low + 1;
  const raw = (top - low) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const nice = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw) ?? raw;
  const step = whole ? Math.max(1, nice) : nice;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(top / step - 1e-9);
  // Dividing by the inverse of a small step keeps 0.1 + 0.2 out of the labels.
  return Array.from({ length: last - first + 1 }, (_, i) =>
    step < 1 ? (first + i) / Math.round(1 / step) : (first + i) * step,
  );
}

/** Cuts a series where two neighbours cannot be compared, so that no line joins them. */
export function partsOf(values: readonly (number | null)[], breaks: readonly number[]): (number | null)[][] {
  const cuts = [...new Set([0, ...breaks, values.length])].sort((a, b) => a - b);
  return cuts
    .slice(0, -1)
    .map((from, i) => values.map((v, at) => (at >= from && at < (cuts[i + 1] ?? 0) ? v : null)))
    .filter((part) => part.some((v) => v !== null));
}

export interface Cause {
  key: string;
  label: string;
  /** What it added (or took away, below zero). */
  change: number | null;
  href?: string;
}

export interface WaterfallStep {
  key: string;
  label: string;
  role: 'from' | 'cause' | 'rest' | 'to';
  start: number;
  end: number;
  href?: string;
}

export interface End {
  label: string;
  value: number | null;
  href?: string;
}

/** From one amount over its causes to the other. What the causes do not explain becomes a step of its own, never a silent gap.
 *  Null when a value is unknown: then nothing after it could be placed. */
export function waterfallSteps(from: End, causes: readonly Cause[], to: End, rest: string): WaterfallStep[] | null {
  if (from.value === null || to.value === null) return null;
  const steps: WaterfallStep[] = [
    { key: 'from', label: from.label, role: 'from', start: 0, end: from.value, href: from.href },
  ];
  let level = from.value;
  for (const c of causes) {
    if (c.change === null) return null;
    steps.push({ key: c.key, label: c.label, role: 'cause', start: level, end: level + c.change, href: c.href });
    level += c.change;
  }
  if (level !== to.value) steps.push({ key: 'rest', label: rest, role: 'rest', start: level, end: to.value });
  steps.push({ key: 'to', label: to.label, role: 'to', start: 0, end: to.value, href: to.href });
  return steps;
}

/** Where a waterfall's axis begins: at zero, or just under the lowest level when the changes would be too small to see. */
export function waterfallBase(steps: readonly WaterfallStep[]): number {
  const levels = steps.map((s) => s.end);
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  if (low <= 0 || high - low > low * 0.6) return 0;
  const first = axisTicks(low - (high - low) * 0.5, high)[0] ?? 0;
  return Math.max(0, first);
}

/** A part's share of its whole in percent, between 0 and 100; null when either is unknown or there is no whole. */
export function shareOf(value: number | null, whole: number | null): number | null {
  if (value === null || whole === null || whole <= 0) return null;
  return Math.max(0, Math.min(100, (value / whole) * 100));
}

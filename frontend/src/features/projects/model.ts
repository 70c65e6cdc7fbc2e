import type {
  Baseline,
  Figures,
  Health,
  Level,
  Milestone,
  ProjectItem,
  ProjectState,
  Report,
  Risk,
} from '@/api/projects';
import { daysBetween } from '@/lib/dates';
import type { Tone } from '@/ui/StatusChip';

const tones: Record<Health, Tone> = { green: 'good', amber: 'warn', red: 'bad', unknown: 'unknown' };

export const healthTone = (health: Health | ''): Tone => (health ? tones[health] : 'unknown');

/** Nothing about it may change any more. */
export const hasEnded = (state: ProjectState) => state === 'completed' || state === 'stopped';

export interface HealthFace {
  tone: Tone;
  /** i18n key under projects:health. */
  word: Health | 'none';
  /** Too old to be believed: grey, whatever was declared. */
  stale: boolean;
}

/** What a project says of itself, as far as it may still be believed. */
export function healthFace({
  declaredHealth,
  reportStale,
}: Pick<Figures, 'declaredHealth' | 'reportStale'>): HealthFace {
  if (!declaredHealth) return { tone: 'unknown', word: 'none', stale: reportStale };
  return { tone: reportStale ? 'unknown' : tones[declaredHealth], word: declaredHealth, stale: reportStale };
}

/** Days of slip as a status: up to a month is a warning, from then on trouble. Early and on time are good, unknown is unknown. */
export function slipTone(days: number | null): Tone {
  if (days === null) return 'unknown';
  return days <= 0 ? 'good' : days < 30 ? 'warn' : 'bad';
}

/** "+64", "0", "−3". */
export const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0');

export interface Attention {
  /** Of the projects that run. */
  running: number;
  red: number;
  amber: number;
  stale: number;
}

/** What the list answers first, from the counts of running projects and of those with too old a report. */
export function attention(health: Record<string, number> | undefined, stale: number): Attention {
  const counts = health ?? {};
  return {
    running: Object.values(counts).reduce((sum, n) => sum + n, 0),
    red: counts.red ?? 0,
    amber: counts.amber ?? 0,
    stale,
  };
}

/** Facet counts as the filter names them: never reported is "none", not "". */
export function facetCounts(facets: Record<string, Record<string, number>> | undefined, stale: number | undefined) {
  if (!facets) return undefined;
  const { '': none = 0, ...declared } = facets.declaredHealth ?? {};
  return { ...facets, declaredHealth: { ...declared, none }, reportStale: { true: stale ?? 0 } };
}

const order: Record<Health, number> = { green: 0, unknown: 1, amber: 2, red: 3 };

/** Which way a rating went since the report before; unknown counts between green and amber. */
export function trend(now: Health, before: Health | undefined): 'better' | 'worse' | 'same' | 'first' {
  if (!before) return 'first';
  const by = order[now] - order[before];
  return by === 0 ? 'same' : by < 0 ? 'better' : 'worse';
}

/** The report worth showing first: a draft somebody is writing stays out of it. */
export const latestPublished = <R extends Report>(reports: readonly R[]): R | undefined =>
  reports.find((r) => r.state === 'published');
export const openDraft = <R extends Report>(reports: readonly R[]): R | undefined =>
  reports.find((r) => r.state === 'draft');

/** Score and band of a risk, as the server computes them: an impact of 5 is at least high. */
export function bandOf(impact: number, likelihood: number): Level {
  const score = impact * likelihood;
  const band: Level = score <= 4 ? 'low' : score <= 9 ? 'medium' : score <= 14 ? 'high' : 'critical';
  return impact === 5 && (band === 'low' || band === 'medium') ? 'high' : band;
}

export const bandTone: Record<Level, Tone> = { low: 'good', medium: 'warn', high: 'bad', critical: 'bad' };

/** The risks still open, by cell: matrix["5.3"] are those of impact 5 and likelihood 3. */
export function matrixOf(risks: readonly Risk[]): Record<string, Risk[]> {
  const cells: Record<string, Risk[]> = {};
  for (const r of risks) {
    if (r.state === 'closed') continue;
    const key = cellKey(r.impact, r.likelihood);
    cells[key] = [...(cells[key] ?? []), r];
  }
  return cells;
}

export const cellKey = (impact: number, likelihood: number) => `${impact}.${likelihood}`;

/** What a cell of the matrix filters to; everything without one. Closed risks only show when asked for. */
export function risksIn(risks: readonly Risk[], cell: string | undefined, closed: boolean): Risk[] {
  return risks.filter(
    (r) =>
      (closed || r.state !== 'closed') && (!cell || (r.state !== 'closed' && cellKey(r.impact, r.likelihood) === cell)),
  );
}

/** Every baseline but the one in force, for striking through. */
export const earlierBaselines = (m: Pick<Milestone, 'baselines'>): Baseline[] => m.baselines.slice(0, -1);

export interface Span {
  from: string;
  to: string;
}

/** The months a plan's timeline covers: from the first day known to the last, whole months. Null without any day. */
export function spanOf(milestones: readonly Milestone[], today: string): Span | null {
  const days = milestones.flatMap((m) =>
    [m.baselineOn, m.currentOn, m.forecastOn, m.actualOn].filter((d): d is string => Boolean(d)),
  );
  if (days.length === 0) return null;
  const all = [...days, today].sort();
  const first = all[0] ?? today;
  const last = all.at(-1) ?? today;
  const [y = 0, m = 1] = last.split('-').map(Number);
  return { from: `${first.slice(0, 7)}-01`, to: new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10) };
}

/** Where a day lies in the span, in percent from its start. */
export function placeOf(day: string, { from, to }: Span): number {
  return (daysBetween(from, day) / Math.max(1, daysBetween(from, to))) * 100;
}

/** The quarters in a span, each with its share of the width. */
export function quartersOf(span: Span): { key: string; from: string; left: number; width: number }[] {
  const quarters = [];
  let from = span.from;
  while (from <= span.to) {
    const [y = 0, m = 1] = from.split('-').map(Number);
    const next = new Date(Date.UTC(y, Math.floor((m - 1) / 3) * 3 + 3, 1)).toISOString().slice(0, 10);
    const left = Math.max(0, placeOf(from, span));
    quarters.push({ key: from, from, left, width: Math.min(100, placeOf(next, span)) - left });
    from = next;
  }
  return quarters;
}

/** The row's second line on a phone and its link's name. */
export const projectName = (p: Pick<ProjectItem, 'code' | 'name'>) => `${p.code} ${p.name}`;

import type { TFunction } from 'i18next';
import type { Action, ActionItem, Evidence, KPI } from '@/api/plans';
import type { Format } from '@/i18n/format';
import type { Tone } from '@/ui/StatusChip';

/** Unknown is grey, and so is what has not begun or has ended: neither is good news by itself. */
export const evidenceTone: Record<Evidence, Tone> = {
  behind: 'bad',
  unknown: 'unknown',
  on_track: 'good',
  not_started: 'unknown',
  ended: 'unknown',
};
export const declaredTone: Record<string, Tone> = {
  on_track: 'good',
  completed: 'good',
  at_risk: 'warn',
  behind: 'bad',
  '': 'unknown',
};
export const outcomeTone: Record<ActionItem['outcome'], Tone> = {
  achieved: 'good',
  continuing: 'warn',
  withdrawn: 'unknown',
  running: 'unknown',
};
export const kpiTone: Record<string, Tone> = {
  met: 'good',
  below: 'warn',
  unmeasured: 'unknown',
  incomplete: 'unknown',
};

/** 2026Q1 → "2026年度 第1四半期". */
export const quarterWord = (t: TFunction, f: Format, q: string): string =>
  t('plans:quarter', { year: f.fiscalYear(Number(q.slice(0, 4))), n: q.slice(5) });

/** The rules that fired, in words. */
export const whyWords = (t: TFunction, f: Format, why: ActionItem['why']): string =>
  why
    .map(({ rule, params }) =>
      t(`actions:why.${rule}`, {
        days: params.days,
        limit: params.limit,
        quarter: params.quarter ? quarterWord(t, f, String(params.quarter)) : '',
        on: f.day(String(params.endsOn ?? params.since ?? '') || undefined),
      }),
    )
    .join(t('common:listSeparator'));

export interface QuarterCell {
  quarter: string;
  text?: string;
  doneOn?: string;
  state: 'none' | 'done' | 'open' | 'late';
}

/** The quarters from the first to the last day of an action, a row a fiscal year. */
export function quarterGrid(a: Pick<Action, 'startsOn' | 'endsOn' | 'milestones'>, today: string) {
  const fy = (on: string) => Number(on.slice(0, 4)) - (Number(on.slice(5, 7)) < 4 ? 1 : 0);
  const years = [a.startsOn, a.endsOn, ...(a.milestones ?? []).map((m) => `${m.quarter.slice(0, 4)}-04-01`)].map(fy);
  const rows: { year: number; cells: QuarterCell[] }[] = [];
  for (let year = Math.min(...years); year <= Math.max(...years); year++) {
    const cells = [1, 2, 3, 4].map((n): QuarterCell => {
      const quarter = `${year}Q${n}`;
      const m = a.milestones?.find((x) => x.quarter === quarter);
      if (!m) return { quarter, state: 'none' };
      const end = n === 4 ? `${year + 1}-03-31` : `${year}-${['06-30', '09-30', '12-31'][n - 1]}`;
      return { quarter, text: m.text, doneOn: m.doneOn, state: m.doneOn ? 'done' : end < today ? 'late' : 'open' };
    });
    rows.push({ year, cells });
  }
  return rows;
}

/** The years of a KPI's drawing: from the baseline to the target, with every value between. */
export function kpiYears(k: KPI): number[] {
  const known = [k.baselineYear ?? 0, k.targetYear, ...k.series.map((p) => p.year)].filter((y) => y > 0);
  if (known.length === 0) return [];
  const from = Math.min(...known);
  return Array.from({ length: Math.max(...known) - from + 1 }, (_, i) => from + i);
}

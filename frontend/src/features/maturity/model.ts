import type { AreaStatus, Cell, Label, ModelItem, Rating, Step, UnitRow, Value } from '@/api/maturity';
import type { Tone } from '@/ui/StatusChip';

/** How the heat map is looked at. */
export const views = ['assessor', 'self', 'difference', 'before'] as const;
export type View = (typeof views)[number];

export type AreaItem = ModelItem['areas'][number];

/** What a cell of the heat map says. */
export interface Shown {
  text: string;
  /** Against the year before. */
  change: number;
  tone?: Tone;
  /** i18n key of what the cell means, in maturity:cell. */
  meaning: 'reached' | 'short' | 'plain' | 'unknown' | 'na' | 'out' | 'none' | 'differs' | 'same' | 'changed' | 'still';
}

/** The level that a unit is measured against: its target, or the first that needs proof. */
export const goalOf = (unit: UnitRow, model: ModelItem): number => unit.target?.level ?? model.levels[1]?.level ?? 1;

/** The capability that a level asks of an area; undefined where it does not need the area yet. */
export const neededFor = (area: AreaItem, goal: number): number | undefined =>
  area.level <= goal ? Math.min(goal, area.top) : undefined;

const known = (v: Value | undefined): number | undefined =>
  v?.scope === 'in' ? (v.capability ?? undefined) : undefined;

/** One view of one area. What was not looked at is said, and never counts as good. */
export function shown(cell: Cell, view: View, area: AreaItem, goal: number): Shown {
  if (view === 'difference') return apart(known(cell.self), known(cell.assessor));
  if (view === 'before') return since(known(cell.assessorBefore), known(cell.assessor));
  const [value, before] =
    view === 'self' ? [cell.self, known(cell.selfBefore)] : [cell.assessor, known(cell.assessorBefore)];
  if (!value) return { text: '', change: 0, meaning: 'none' };
  if (value.scope === 'na') return { text: '—', change: 0, meaning: 'na' };
  const needed = neededFor(area, goal);
  if (value.scope === 'out')
    return { text: '·', change: 0, meaning: 'out', tone: needed === undefined ? undefined : 'unknown' };
  const now = known(value);
  if (now === undefined) return { text: '?', change: 0, meaning: 'unknown', tone: 'unknown' };
  const change = before === undefined ? 0 : now - before;
  if (needed === undefined) return { text: String(now), change, meaning: 'plain' };
  return now >= needed
    ? { text: String(now), change, meaning: 'reached' }
    : { text: String(now), change, meaning: 'short', tone: 'bad' };
}

const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0');

function apart(self: number | undefined, assessor: number | undefined): Shown {
  if (self === undefined || assessor === undefined) return { text: '', change: 0, meaning: 'none' };
  const by = self - assessor;
  return by === 0
    ? { text: '0', change: 0, meaning: 'same' }
    : { text: signed(by), change: 0, meaning: 'differs', tone: 'warn' };
}

function since(before: number | undefined, now: number | undefined): Shown {
  if (before === undefined || now === undefined) return { text: '', change: 0, meaning: 'none' };
  const by = now - before;
  return by === 0
    ? { text: '0', change: 0, meaning: 'still' }
    : { text: signed(by), change: 0, meaning: 'changed', tone: by < 0 ? 'bad' : undefined };
}

/** Where a cell leads: to the area in the appraisal that the view shows. */
export const appraisalOf = (unit: UnitRow, view: View): string | undefined =>
  view === 'self' ? unit.self?.id : (unit.assessor?.id ?? unit.self?.id);

/** Areas that somebody looked at; the others would be empty columns. */
export const lookedAt = (units: UnitRow[], areas: AreaItem[]): AreaItem[] =>
  areas.filter((_, i) =>
    units.some((u) => {
      const c = u.cells[i];
      return [c?.self, c?.assessor, c?.selfBefore, c?.assessorBefore].some((v) => v && v.scope !== 'out');
    }),
  );

export const statusTone: Record<AreaStatus, Tone | undefined> = {
  SATISFIED: 'good',
  UNSATISFIED: 'bad',
  NOT_RATED: 'unknown',
  NOT_APPLICABLE: undefined,
  OUT_OF_SCOPE: 'unknown',
};

export const labels: readonly Label[] = ['FI', 'LI', 'PI', 'NI', 'NY'];

/** Keys of the keyboard: 1 to 5 in the order of the labels. */
export const labelOfKey = (key: string): Label | undefined => labels[Number(key) - 1];

/** Steps by area, in the order in which they came. */
export function byArea(steps: Step[]): { area: string; name: string; nameEn: string; steps: Step[] }[] {
  const out: ReturnType<typeof byArea> = [];
  for (const s of steps) {
    const last = out.at(-1);
    if (last?.area === s.area) last.steps.push(s);
    else out.push({ area: s.area, name: s.areaName, nameEn: s.areaNameEn, steps: [s] });
  }
  return out;
}

export const stepKey = (s: Step) => `${s.area} ${s.group ?? ''} ${s.practice ?? ''}`;

/** 8501 hundredths as "85.01", and back; undefined for what is no percentage. */
export const percentText = (points: number | undefined): string =>
  points === undefined ? '' : String(Number((points / 100).toFixed(2)));

export function pointsOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace('%', '');
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return undefined;
  const points = Math.round(Number(plain) * 100);
  return points <= 10_000 ? points : undefined;
}

export const cellKey = (practice: string, instance: string) => `${practice} ${instance}`;

/** The ratings of an area by practice and instance. */
export const byCell = (ratings: readonly Rating[]): Record<string, Rating> =>
  Object.fromEntries(ratings.map((r) => [cellKey(r.practice, r.instance), r]));

/** What a cell still lacks before the server takes it, as a key in maturity:lacks. */
export function lacks(r: Rating | undefined, percent: boolean): 'weakness' | 'evidence' | 'noWeakness' | undefined {
  if (!r) return undefined;
  const weak = Boolean(r.weakness?.trim());
  const shownTo = (r.evidence?.length ?? 0) > 0;
  if (percent) {
    if (r.points === undefined) return undefined;
    if (r.points > 1500 && !shownTo) return 'evidence';
    return r.points <= 8500 && !weak ? 'weakness' : undefined;
  }
  if (r.label === 'FI' && weak) return 'noWeakness';
  if ((r.label === 'FI' || r.label === 'LI') && !shownTo) return 'evidence';
  return r.label && r.label !== 'FI' && r.label !== 'NY' && !weak ? 'weakness' : undefined;
}

import type { Criterion, Item, Node, Quadrant, Settings } from '@/api/rationalisation';
import type { Tone } from '@/ui/StatusChip';

export const quadrants = [
  'invest',
  'tolerate',
  'migrate',
  'eliminate',
  'unjudged',
  'none',
] as const satisfies readonly Quadrant[];
export const judged = ['invest', 'tolerate', 'migrate', 'eliminate'] as const satisfies readonly Quadrant[];
export const dispositions = [
  'retire',
  'retain',
  'relocate',
  'rehost',
  'repurchase',
  'replatform',
  'refactor',
] as const satisfies readonly Item['disposition'][];
export const criticalities = ['critical', 'high', 'medium', 'low'] as const;
export const phases = ['planning', 'build', 'operation', 'renewal_review', 'wind_down', 'retired'] as const;

/** What a quadrant asks for. None of the four is a failure; what nobody has judged is unknown. */
export const quadrantTone: Record<Quadrant, Tone | undefined> = {
  invest: 'good',
  tolerate: undefined,
  migrate: 'warn',
  eliminate: 'bad',
  unjudged: 'unknown',
  none: 'unknown',
};

export const supportTone: Record<'red' | 'amber' | 'grey' | 'green', Tone> = {
  red: 'bad',
  amber: 'warn',
  grey: 'unknown',
  green: 'good',
};
export const leaseTone: Record<'conflict' | 'clear' | 'unknown', Tone> = {
  conflict: 'bad',
  clear: 'good',
  unknown: 'unknown',
};
export const renewalTone: Record<'ahead' | 'overdue' | 'avoided' | 'unknown', Tone | undefined> = {
  ahead: undefined,
  overdue: 'bad',
  avoided: 'good',
  unknown: 'unknown',
};
export const retirementTone: Record<'retired' | 'overdue' | 'ahead', Tone | undefined> = {
  retired: 'good',
  overdue: 'bad',
  ahead: undefined,
};
export const caseTone: Record<'proposed' | 'approved' | 'done' | 'dropped', Tone | undefined> = {
  proposed: 'warn',
  approved: undefined,
  done: 'good',
  dropped: 'unknown',
};

export type Scores = Record<string, number | undefined>;

/** What the answers so far come to, as the server will judge them: whole numbers, so that the limit itself is high. */
export function standing(axis: readonly Criterion[], scores: Scores) {
  let sum = 0;
  let answered = 0;
  let weight = 0;
  for (const c of axis) {
    weight += c.weight;
    const score = scores[c.id];
    if (!score) continue;
    sum += c.weight * score;
    answered += c.weight;
  }
  return { sum, answered, open: weight - answered, score: answered ? Math.floor((sum * 100) / answered) / 100 : null };
}

/** The quadrant that the answers so far lead to. */
export function quadrantOf(s: Settings, scores: Scores, statutory: boolean): { quadrant: Quadrant; merger: boolean } {
  const axes = [s.business, s.technical].map((axis) => standing(axis ?? [], scores));
  const [business, technical] = axes;
  if (!business || !technical || axes.some((a) => !a.answered || a.open > s.rules.unansweredAtMost))
    return { quadrant: 'unjudged', merger: false };
  const high = (a: typeof business) => a.sum * 100 >= s.rules.highAt * a.answered;
  if (high(business)) return { quadrant: high(technical) ? 'invest' : 'migrate', merger: false };
  if (high(technical)) return { quadrant: 'tolerate', merger: false };
  return statutory ? { quadrant: 'migrate', merger: true } : { quadrant: 'eliminate', merger: false };
}

export interface Place {
  node: Node;
  x: number;
  y: number;
}

export const card = { width: 208, height: 48, gapX: 72, gapY: 10, inner: 16, head: 28, rows: 10 };

/** The columns of one level, with a line above that says what they are. */
export interface Band {
  level: number;
  count: number;
  x: number;
  width: number;
}

/** Places the systems by their level, the shorter ones in the middle. A level that would be too tall wraps into several columns, so that
 *  the drawing grows about as fast in both directions. */
export function layout(nodes: readonly Node[]) {
  const levels = [...new Set(nodes.map((n) => n.level))].sort((a, b) => a - b);
  const groups = levels.map((level) => nodes.filter((n) => n.level === level));
  const step = card.height + card.gapY;
  const largest = Math.max(1, ...groups.map((g) => g.length));
  const most = Math.max(card.rows, Math.ceil(Math.sqrt(largest * 2.4)));
  const wrapped = groups.map((g) => Math.ceil(g.length / Math.ceil(g.length / most)));
  const height = card.head + Math.max(1, ...wrapped) * step - card.gapY;
  const places = new Map<string, Place>();
  const bands: Band[] = [];
  let x = 0;
  for (const [i, group] of groups.entries()) {
    const rows = wrapped[i] ?? 1;
    const columns = Math.ceil(group.length / rows);
    const width = columns * (card.width + card.inner) - card.inner;
    const top = card.head + (height - card.head - (rows * step - card.gapY)) / 2;
    for (const [k, node] of group.entries())
      places.set(node.id, {
        node,
        x: x + Math.floor(k / rows) * (card.width + card.inner),
        y: top + (k % rows) * step,
      });
    bands.push({ level: levels[i] ?? 0, count: group.length, x, width });
    x += width + card.gapX;
  }
  return { places, bands, width: Math.max(card.width, x - card.gapX), height };
}

/** Where a system stands on the way to another end of the chart: 0 at a score of 1, 1 at a score of 5. */
export const along = (score: number): number => (score - 1) / 4;

import type { Colour, Dimension, Result, Rule, Tile } from '@/api/health';
import type { Tone } from '@/ui/StatusChip';

const tones: Record<Colour, Tone> = { green: 'good', grey: 'unknown', amber: 'warn', red: 'bad' };

/** A verdict as a tone; none at all is unknown, never good. */
export const toneOf = (colour: Colour | ''): Tone => (colour ? tones[colour] : 'unknown');

const weight: Record<Colour, number> = { green: 1, grey: 2, amber: 3, red: 4 };

/** The gravity of each point, for a line that rises as things get worse; a gap where nothing was judged. */
export const trendPoints = (trend: readonly (Colour | '')[]): (number | null)[] =>
  trend.map((c) => (c ? weight[c] : null));

/** Only what is red or amber asks for something; grey says that nobody knows. */
export const fired = (results: readonly Result[]): Result[] => results.filter((r) => r.verdict !== 'green');

export const countOf = (results: readonly Result[], colour: Colour): number =>
  results.filter((r) => r.verdict === colour).length;

/** The sides of a subject that are not well, gravest first. */
export const troubled = (sides: readonly Dimension[]): Dimension[] =>
  sides.filter((s) => s.verdict !== 'green').sort((a, b) => weight[b.verdict] - weight[a.verdict]);

/** Checks whose value is a share or an index and needs places; all others are whole. */
const places: Record<string, number> = { spi: 2, cpi: 2, cost_variance: 1, spent_of_budget: 0, spent_ahead: 0 };

export const placesOf = (check: string): number => places[check] ?? 0;

/** Why a value that is known is not told: a check without a number in its words. */
export const limitsOf = (rule: Pick<Rule, 'amberAt' | 'redAt' | 'amberBelow' | 'redBelow' | 'greyOver'>) => ({
  amber: rule.amberAt ?? rule.amberBelow,
  red: rule.redAt ?? rule.redBelow,
  grey: rule.greyOver,
  falls: rule.amberBelow !== undefined || rule.redBelow !== undefined,
});

/** How a figure moved against the day compared with; more is worse for all of them. */
export function changeOf({ value, previous }: Pick<Tile, 'value' | 'previous'>) {
  if (value === null || previous === undefined || previous === null) return undefined;
  return { by: value - previous, better: value < previous };
}

/** The share of a budget that is spent, in whole percent as it is displayed: rounded down, so that 100 is only said when all is gone. */
export function spentPercent(spent: number | null, budget: number | null): number | null {
  if (spent === null || budget === null || budget <= 0) return null;
  return Math.floor((spent * 100) / budget);
}

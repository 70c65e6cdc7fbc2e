import type { Holding, SkillCell, SkillSection, Standing } from '@/api/skills';
import type { Tone } from '@/ui/StatusChip';

export const standings = ['shared', 'single', 'nobody', 'unknown'] as const satisfies readonly Standing[];
export const levels = [1, 2, 3, 4] as const;

/** Two can step in for each other. One is a dependence, nobody worse, and unknown is never good. */
export const standingTone: Record<Standing, Tone> = {
  shared: 'good',
  single: 'warn',
  nobody: 'bad',
  unknown: 'unknown',
};

export const gapTone: Record<SkillSection['gap'], Tone> = { short: 'bad', unknown: 'unknown', none: 'good' };

/** What a cell of the table says: places missing before people, and what nobody counted is unknown and not 0. */
export function cellState(c: SkillCell): { key: 'short' | 'enough' | 'held' | 'uncounted' | 'none'; tone?: Tone } {
  if (c.gap !== null && c.gap > 0) return { key: 'short', tone: 'bad' };
  if (c.gap === null) return c.needed > 0 ? { key: 'uncounted', tone: 'unknown' } : { key: 'none' };
  return c.needed > 0 ? { key: 'enough', tone: 'good' } : { key: 'held' };
}

/** A count as the form edits it. */
export const holdingOf = (list: readonly Holding[], skill: string): Holding | undefined =>
  list.find((h) => h.skill === skill);

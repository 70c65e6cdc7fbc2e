import type { Case, Line, Pilot, PilotItem, Share } from '@/api/pilots';
import type { Draft } from '@/lib/fields';
import type { Tone } from '@/ui/StatusChip';

export const stages = ['planned', 'running', 'widened', 'ended'] as const satisfies readonly PilotItem['stage'][];
export const ranks = ['top1', 'top3', 'none'] as const satisfies readonly Case['rank'][];
export const outcomes = ['widen', 'continue', 'end'] as const;

/** How a pilot stands, in one word: what waits for a decision comes before what the figures say. To be ended is no failure. */
export function standingOf(p: Pick<PilotItem, 'stage' | 'due' | 'verdict' | 'share'>): { key: string; tone?: Tone } {
  if (p.stage !== 'running') return { key: p.stage };
  if (p.due) return { key: 'due', tone: 'bad' };
  if (p.verdict.met) return { key: 'ready', tone: 'good' };
  return p.share.n === 0 ? { key: 'noCases', tone: 'unknown' } : { key: 'notYet', tone: 'warn' };
}

export const lineTone: Record<Line['state'], Tone> = { met: 'good', unmet: 'bad', unknown: 'unknown' };

/** "85/100", and the share with its interval where there is a case. */
export function shareText(s: Share): { counted: string; percent?: string; interval?: string } {
  const counted = `${s.correct}/${s.n}`;
  if (s.percent === null || s.low === null || s.high === null) return { counted };
  return { counted, percent: `${s.percent.toFixed(1)}%`, interval: `${s.low.toFixed(1)}–${s.high.toFixed(1)}%` };
}

/** Seconds as people say them: from two minutes on in minutes. */
export function duration(seconds: number): { key: 'seconds' | 'minutes'; n: number } {
  const size = Math.abs(seconds);
  return size < 120 ? { key: 'seconds', n: Math.round(size) } : { key: 'minutes', n: Math.round(size / 6) / 10 };
}

/** A record as the form edits it: with the name of the project. */
export const editable = (p: Pilot): Pilot & Draft => ({
  ...p,
  projectName: p.project?.name,
  projectNameEn: p.project?.nameEn,
});

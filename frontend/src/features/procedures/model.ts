import type { Bounds, Class, Level, Procedure, ProcedureItem, Snapshot, Step } from '@/api/procedures';
import type { Draft } from '@/lib/fields';
import type { Tone } from '@/ui/StatusChip';

export const classes = ['A', 'B', 'C', 'unknown'] as const satisfies readonly Class[];
export const steps = ['form', 'identity', 'payment', 'attachments', 'delivery'] as const satisfies readonly Step[];
export const levels = ['online', 'post', 'visit', 'unknown'] as const satisfies readonly Level[];

/** What each step can be done by, the best first. */
export const methods: Record<Step, readonly string[]> = {
  form: ['online', 'post', 'visit'],
  identity: ['none', 'my_number_card', 'signature', 'in_person'],
  payment: ['none', 'online', 'transfer', 'cash'],
  attachments: ['none', 'online', 'post', 'visit'],
  delivery: ['none', 'electronic', 'post', 'counter'],
};

/** A class is no state of health: what cannot be better is not bad. Late is bad, open is a warning, unknown is unknown. */
export function progressTone({ progress, overdue }: Pick<ProcedureItem, 'progress' | 'overdue'>): Tone | undefined {
  if (overdue) return 'bad';
  if (progress === 'open') return 'warn';
  if (progress === 'unknown') return 'unknown';
  return progress === 'reached' ? 'good' : undefined;
}

export const levelTone: Record<Level, Tone> = { online: 'good', post: 'warn', visit: 'bad', unknown: 'unknown' };

/** A share as it is read: with its interval when something unknown leaves one open. */
export function shareText(b: Bounds, percent: (n: number) => string): { figure: string; interval?: string } {
  if (b.percent === null) return { figure: '—' };
  const open = b.low !== null && b.high !== null && (b.low !== b.percent || b.high !== b.percent);
  return {
    figure: percent(b.percent),
    // One sign of percent is enough: 38.86–41.14%.
    interval: open ? `${percent(b.low ?? 0).replace('%', '')}–${percent(b.high ?? 0)}` : undefined,
  };
}

/** The places in a row of counts before which the definition changed: no line joins the two sides. */
export const breaksOf = (snapshots: readonly Pick<Snapshot, 'edition'>[]): number[] =>
  snapshots.flatMap((s, i) => (i > 0 && s.edition !== snapshots[i - 1]?.edition ? [i] : []));

/** What a step may be changed to: any other method than that of now. */
export const othersOf = (step: Step, now: string): string[] => methods[step].filter((m) => m !== now);

/** The step that the reader would most likely tell of: its goal, where one is open. */
export const suggested = (step: Step, now: string, goal: string): string =>
  goal && goal !== now ? goal : (othersOf(step, now)[0] ?? '');

/** A record as the form edits it: with the name of the project. */
export const editable = (p: Procedure): Procedure & Draft => ({
  ...p,
  projectName: p.project?.name,
  projectNameEn: p.project?.nameEn,
});

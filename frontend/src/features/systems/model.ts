import type { Freshness, System, SystemItem } from '@/api/systems';
import type { Draft } from '@/lib/fields';
import type { Tone } from '@/ui/StatusChip';

/** How sure we may be of the entry: what nobody confirmed in time is unknown, never good. */
export const freshTone: Record<Freshness, Tone> = { fresh: 'good', due: 'warn', overdue: 'unknown' };

export const eolTone: Record<System['eol']['status'], Tone> = {
  red: 'bad',
  amber: 'warn',
  green: 'good',
  grey: 'unknown',
};

/** The end of support as a list shows it, from its day alone: past, within a year, not known. A later day is not called good: only the
 *  system's page knows whether mainstream support is over or nobody has looked for long. */
export function eolToneOf(item: Pick<SystemItem, 'nextEolOn'>, today: string): Tone | undefined {
  if (!item.nextEolOn) return 'unknown';
  if (item.nextEolOn < today) return 'bad';
  const inAYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return item.nextEolOn <= inAYear ? 'warn' : undefined;
}

/** A record as the form edits it: the interfaces carry the names of the systems they lead to. */
export function editable(system: System): System & Draft {
  const names = new Map(system.outgoing?.map((l) => [l.systemId, l.name]));
  return {
    ...system,
    interfaces: system.interfaces?.map((i) => ({ ...i, targetName: names.get(i.targetId) })),
  };
}

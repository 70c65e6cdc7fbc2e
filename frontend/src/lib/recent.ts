import { dropStored, readStored, writeStored } from './storage';

/** A record that somebody opened in this browser. */
export interface Recent {
  noun: string;
  id: string;
  code: string;
  name: string;
  nameEn?: string;
}

const prefix = 'mio.recent.';
const most = 8;

/** The records that a person opened last, the newest first. */
export const recentOf = (personId: string): Recent[] => readStored<Recent[]>(prefix + personId) ?? [];

export function remember(personId: string, record: Recent): void {
  const rest = recentOf(personId).filter((r) => r.id !== record.id);
  writeStored(prefix + personId, [record, ...rest].slice(0, most));
}

/** On the way out: the next person at this browser need not know what the last one read. */
export const forgetRecent = () => dropStored(prefix);

import type { Draft } from '@/lib/fields';
import { dropStored, readStored, writeStored } from '@/lib/storage';

/** What somebody was writing when the page went away. */
export interface KeptDraft {
  draft: Draft;
  /** The state and version it was written against, so that a later save still finds out what others changed. */
  base: Draft;
  version: number | undefined;
  at: string;
}

const prefix = 'mio.draft.';
const key = (personId: string, noun: string, id: string) => `${prefix}${personId}.${noun}.${id}`;

export const readDraft = (personId: string, noun: string, id: string) => readStored<KeptDraft>(key(personId, noun, id));

export const keepDraft = (personId: string, noun: string, id: string, kept: KeptDraft) =>
  writeStored(key(personId, noun, id), kept);

export const dropDraft = (personId: string, noun: string, id: string) => dropStored(key(personId, noun, id));

/** On sign-out nothing of one's writing stays on a shared machine. */
export const dropAllDrafts = () => dropStored(prefix);

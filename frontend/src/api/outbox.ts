// Reports that have been made and not yet arrived. Each stands under a key of its own in the browser, so that two tabs never
// write over each other, and goes away only when the server has it or its maker takes it back.
import { dropStored, readStored, writeStored } from '@/lib/storage';
import { type State, sendReport } from './disasters';
import { newIntent } from './http';
import { Problem } from './problem';

export interface Unsent {
  clientId: string;
  personId: string;
  disasterId: string;
  disasterName: string;
  disasterNameEn: string;
  targetId: string;
  targetName: string;
  targetNameEn: string;
  subject: 'system' | 'office';
  state: State;
  note: string;
  madeAt: string;
  /** Why the server will not have it. It stays until its maker has seen that. */
  refused?: { code: string; reason?: string };
}

const prefix = 'mio.report.';
const keyFor = (u: Pick<Unsent, 'personId' | 'madeAt' | 'clientId'>) =>
  `${prefix}${u.personId}.${u.madeAt}.${u.clientId}`;

/** What the browser would not keep: it lives as long as the page. */
const unkept = new Map<string, Unsent>();
const listeners = new Set<() => void>();
let shown: { of: string; list: Unsent[] } = { of: '', list: [] };

const changed = () => {
  shown = { of: '', list: [] };
  for (const l of listeners) l();
};

export function watchOutbox(listener: () => void): () => void {
  const elsewhere = (e: StorageEvent) => {
    if (e.key === null || e.key.startsWith(prefix)) changed();
  };
  listeners.add(listener);
  addEventListener('storage', elsewhere);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', elsewhere);
  };
}

/** A person's reports, in the order in which they were made. Reports of others who used this browser stay theirs. */
export function unsentOf(personId: string): Unsent[] {
  if (shown.of === personId) return shown.list;
  const found = new Map(unkept);
  try {
    for (const key of Object.keys(localStorage)) {
      // What the page holds is newer: a full browser may still have the state before.
      if (found.has(key) || !key.startsWith(`${prefix}${personId}.`)) continue;
      const kept = readStored<Unsent>(key);
      if (kept) found.set(key, kept);
    }
  } catch {
    // A browser that keeps nothing: what this page holds is all there is.
  }
  const list = [...found].filter(([, u]) => u.personId === personId).sort(([a], [b]) => (a < b ? -1 : 1));
  shown = { of: personId, list: list.map(([, u]) => u) };
  return shown.list;
}

/** False when a report is only on this page: then it must stay open until everything is sent. */
export const safelyKept = (personId: string) =>
  ![...unkept.values()].some((u) => u.personId === personId && !u.refused);

function keep(u: Unsent): void {
  const key = keyFor(u);
  if (writeStored(key, u)) unkept.delete(key);
  else unkept.set(key, u);
}

/** Takes a report; it is safe before anything is sent. */
export function enqueue(report: Omit<Unsent, 'clientId' | 'madeAt' | 'refused'>): void {
  keep({ ...report, clientId: newIntent(), madeAt: new Date().toISOString() });
  changed();
}

/** It arrived, or its maker has read why it never will. */
export function remove(u: Unsent): void {
  unkept.delete(keyFor(u));
  dropStored(keyFor(u));
  changed();
}

/** How long one report may be on its way before the line counts as cut. */
const patience = 20_000;

/** Somebody else is signed in here by now: the report waits for its maker. */
const another = (problem: Problem) => problem.params.reason === 'other_person';

/** What may get better by itself: a line, a proxy, a server, a session. Only what the server itself refuses is an answer. */
export const passing = (problem: Problem): boolean =>
  !problem.answered ||
  problem.status >= 500 ||
  problem.status === 408 ||
  problem.status === 429 ||
  problem.status === 401 ||
  problem.code === 'password_change_required' ||
  another(problem);

/** How long to wait after so many vain tries: two seconds, then twice as long each time, a minute at most. */
export const pause = (vain: number): number => Math.min(2_000 * 2 ** vain, 60_000);

/** What became of an attempt: how many arrived, and whether somebody else turned out to be signed in. */
export interface Sent {
  arrived: number;
  another?: boolean;
}

const sending = new Map<string, Promise<Sent>>();

/** Sends what waits, one after the other. Once at a time for each person: whoever asks meanwhile waits along. */
export function flush(personId: string): Promise<Sent> {
  const under = sending.get(personId) ?? sendAll(personId).finally(() => sending.delete(personId));
  sending.set(personId, under);
  return under;
}

async function sendAll(personId: string): Promise<Sent> {
  let arrived = 0;
  const tried = new Set<string>();
  for (;;) {
    const next = unsentOf(personId).find((u) => !u.refused && !tried.has(u.clientId));
    if (!next) return { arrived };
    const { clientId, targetId, state, note, madeAt } = next;
    tried.add(clientId);
    try {
      const taken = await sendReport(
        next.disasterId,
        { clientId, reportedBy: personId, targetId, state, note, madeAt, sentAt: new Date().toISOString() },
        AbortSignal.timeout(patience),
      );
      // The page of a network that wants a sign-in of its own also says that all is well.
      if (taken?.clientId !== clientId) return { arrived };
    } catch (error) {
      if (!(error instanceof Problem)) return { arrived };
      if (passing(error)) return another(error) ? { arrived, another: true } : { arrived };
      const { code, params } = error;
      keep({ ...next, refused: { code, ...(params.reason ? { reason: String(params.reason) } : {}) } });
      changed();
      continue;
    }
    remove(next);
    arrived++;
  }
}

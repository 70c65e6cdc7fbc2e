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
      if (!key.startsWith(prefix + personId)) continue;
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

/** False when the browser keeps nothing: then the page must stay open until everything is sent. */
export const safelyKept = () => unkept.size === 0;

function keep(u: Unsent): void {
  if (!writeStored(keyFor(u), u)) unkept.set(keyFor(u), u);
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

/** What may get better by itself: a line, a server, a session. Anything else is an answer. */
export const passing = (problem: Problem): boolean =>
  problem.status === 0 ||
  problem.status >= 500 ||
  problem.status === 429 ||
  problem.status === 401 ||
  problem.code === 'password_change_required';

let sending: Promise<number> | undefined;

/** Sends what waits, one after the other, and tells how many arrived. Once at a time: whoever asks meanwhile waits along. */
export function flush(personId: string): Promise<number> {
  sending ??= sendAll(personId).finally(() => {
    sending = undefined;
  });
  return sending;
}

async function sendAll(personId: string): Promise<number> {
  let arrived = 0;
  for (;;) {
    const next = unsentOf(personId).find((u) => !u.refused);
    if (!next) return arrived;
    const { clientId, targetId, state, note, madeAt } = next;
    try {
      await sendReport(
        next.disasterId,
        { clientId, targetId, state, note, madeAt, sentAt: new Date().toISOString() },
        AbortSignal.timeout(patience),
      );
    } catch (error) {
      if (!(error instanceof Problem) || passing(error)) return arrived;
      const { code, params } = error;
      keep({ ...next, refused: { code, ...(params?.reason ? { reason: String(params.reason) } : {}) } });
      changed();
      continue;
    }
    remove(next);
    arrived++;
  }
}

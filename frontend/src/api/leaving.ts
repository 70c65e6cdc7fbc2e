// A sign-out that the server has not heard of. Until it has, the session lasts, whatever the page shows: so the wish is kept, said,
// and brought to the server as soon as there is a line, also after the page was closed and opened again.
import { dropStored, readStored, writeStored } from '@/lib/storage';
import { del } from './client';
import { Problem } from './problem';

export interface Wish {
  personId: string;
  /** On all devices, and not only here. */
  everywhere: boolean;
}

const key = 'mio.leaving';
const listeners = new Set<() => void>();
let shown: { text: string | null; wish: Wish | null } = { text: null, wish: null };
/** In a browser that keeps nothing, the wish lives as long as the page. */
let unkept: Wish | null = null;

const changed = () => {
  for (const l of listeners) l();
};

/** Who has asked to be signed out and is not yet; the same object as long as nothing changes. */
export function wishToLeave(): Wish | null {
  const wish = unkept ?? readStored<Wish>(key);
  const text = JSON.stringify(wish);
  if (text !== shown.text) shown = { text, wish };
  return shown.wish;
}

export function watchLeaving(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

/** The wish is taken back, or fulfilled. */
export function stay(): void {
  unkept = null;
  dropStored(key);
  changed();
}

/** Ends the session. False when the server could not be told: then the wish stays. */
export async function leave(wish: Wish): Promise<boolean> {
  try {
    await del(wish.everywhere ? '/sessions' : '/session');
  } catch (error) {
    // A session that is gone already is what was wanted; but only the server can say so.
    if (!(error instanceof Problem && error.answered && error.code === 'unauthenticated')) {
      unkept = writeStored(key, wish) ? null : wish;
      changed();
      return false;
    }
  }
  stay();
  return true;
}

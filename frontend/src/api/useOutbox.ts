import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { flush, pause, safelyKept, type Unsent, unsentOf, watchOutbox } from './outbox';
import { meOptions } from './session';

const none: Unsent[] = [];

/** A person's reports that have not arrived. */
export const useUnsent = (personId: string | undefined): Unsent[] =>
  useSyncExternalStore(watchOutbox, () => (personId ? unsentOf(personId) : none));

/** Sends what waits: at once, when the line or the reader comes back, and again and again as long as anything is left. */
export function useSending(personId: string | undefined): void {
  const cache = useQueryClient();
  const waits = useUnsent(personId).some((u) => !u.refused);
  useEffect(() => {
    if (!personId || !waits) return;
    let vain = 0;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = async () => {
      clearTimeout(timer);
      const { arrived, another } = await flush(personId);
      if (gone) return;
      if (arrived > 0) void cache.invalidateQueries({ queryKey: ['disasters'] });
      // Another tab has signed somebody else in: this one finds out who reads it.
      if (another) void cache.invalidateQueries(meOptions());
      clearTimeout(timer);
      timer = setTimeout(send, pause(vain));
      vain = arrived > 0 ? 0 : vain + 1;
    };
    const now = () => {
      if (document.hidden) return;
      vain = 0;
      void send();
    };
    const stay = (e: BeforeUnloadEvent) => {
      if (!safelyKept(personId)) e.preventDefault();
    };
    void send();
    addEventListener('online', now);
    addEventListener('beforeunload', stay);
    document.addEventListener('visibilitychange', now);
    return () => {
      gone = true;
      clearTimeout(timer);
      removeEventListener('online', now);
      removeEventListener('beforeunload', stay);
      document.removeEventListener('visibilitychange', now);
    };
  }, [personId, waits, cache]);
}

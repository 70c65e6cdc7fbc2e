import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { flush, type Unsent, unsentOf, watchOutbox } from './outbox';

const none: Unsent[] = [];

/** A person's reports that have not arrived. */
export const useUnsent = (personId: string | undefined): Unsent[] =>
  useSyncExternalStore(watchOutbox, () => (personId ? unsentOf(personId) : none));

/** How long to wait before the line is tried again. */
const again = 5_000;

/** Sends what waits: at once, when the line comes back, and every few seconds as long as anything is left. */
export function useSending(personId: string | undefined): void {
  const cache = useQueryClient();
  const waits = useUnsent(personId).some((u) => !u.refused);
  useEffect(() => {
    if (!personId || !waits) return;
    const send = () =>
      void flush(personId).then((arrived) => {
        if (arrived > 0) void cache.invalidateQueries({ queryKey: ['disasters'] });
      });
    send();
    addEventListener('online', send);
    const timer = setInterval(send, again);
    return () => {
      removeEventListener('online', send);
      clearInterval(timer);
    };
  }, [personId, waits, cache]);
}

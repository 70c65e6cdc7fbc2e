import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { Problem } from '@/api/problem';
import { forgetRecent } from '@/lib/recent';
import { dropAllDrafts } from '@/ui/form/drafts';

let stays = false;
const listeners = new Set<() => void>();

function setStays(next: boolean) {
  stays = next;
  for (const l of listeners) l();
}

/** Whether the last wish to sign out could not be carried out, and how to take note of it. */
export function useStays(): [stays: boolean, noted: () => void] {
  const now = useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => listeners.delete(l);
    },
    () => stays,
  );
  return [now, () => setStays(false)];
}

/** Ends the session here and clears what this browser kept for the person. */
export function useLeave() {
  const navigate = useNavigate();
  const cache = useQueryClient();
  return async (end: () => Promise<void>) => {
    try {
      await end();
    } catch (error) {
      // A session that is gone already is what was wanted; one that could not be ended must not look as if it were.
      if (!(error instanceof Problem) || error.code !== 'unauthenticated') {
        setStays(true);
        return;
      }
    }
    dropAllDrafts();
    forgetRecent();
    await navigate({ to: '/sign-in', ignoreBlocker: true });
    cache.clear();
  };
}

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { forgetRecent } from '@/lib/recent';
import { dropAllDrafts } from '@/ui/form/drafts';

/** Ends the session here and clears what this browser kept for the person. */
export function useLeave() {
  const navigate = useNavigate();
  const cache = useQueryClient();
  return async (end: () => Promise<void>) => {
    // A session that is gone already is what was wanted.
    await end().catch(() => {});
    dropAllDrafts();
    forgetRecent();
    await navigate({ to: '/sign-in', ignoreBlocker: true });
    cache.clear();
  };
}

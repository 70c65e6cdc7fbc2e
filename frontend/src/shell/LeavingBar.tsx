import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { leave, stay, type Wish, watchLeaving, wishToLeave } from '@/api/leaving';
import { pause } from '@/api/outbox';
import type { Me } from '@/api/session';
import { forgetRecent } from '@/lib/recent';
import { Button } from '@/ui/Button';
import { dropAllDrafts } from '@/ui/form/drafts';
import { Mark } from '@/ui/StatusChip';

/** Signs out: to the sign-in page once the server has ended the session, and not before. */
export function useLeave() {
  const navigate = useNavigate();
  const cache = useQueryClient();
  return useCallback(
    async (wish: Wish) => {
      dropAllDrafts();
      forgetRecent();
      if (!(await leave(wish))) return false;
      await navigate({ to: '/sign-in', ignoreBlocker: true });
      cache.clear();
      return true;
    },
    [navigate, cache],
  );
}

/** Says that a sign-out has not reached the server, so that nobody leaves a shared machine believing it has; and goes on trying. */
export function LeavingBar({ me }: { me: Me }) {
  const { t } = useTranslation();
  const end = useLeave();
  const wish = useSyncExternalStore(watchLeaving, wishToLeave);
  const mine = wish?.personId === me.person.id ? wish : null;
  useEffect(() => {
    if (!mine) return;
    let vain = 0;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      clearTimeout(timer);
      if (!gone) timer = setTimeout(attempt, pause(vain++));
    };
    const attempt = () => void end(mine).then((done) => done || again());
    const now = () => {
      vain = 0;
      clearTimeout(timer);
      attempt();
    };
    again();
    addEventListener('online', now);
    return () => {
      gone = true;
      clearTimeout(timer);
      removeEventListener('online', now);
    };
  }, [mine, end]);
  if (!mine) return null;
  return (
    <div
      role="alert"
      className="no-print flex flex-wrap items-center gap-x-4 gap-y-1 border-bad border-b bg-bad-soft px-4 py-2 text-ink"
    >
      <Mark tone="bad" />
      <strong>{t('shell:leaving.title')}</strong>
      <span>{t('shell:leaving.note')}</span>
      <Button variant="quiet" onPress={stay}>
        {t('shell:leaving.stay')}
      </Button>
    </div>
  );
}

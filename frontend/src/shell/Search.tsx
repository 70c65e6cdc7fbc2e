import { useMatches } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Me } from '@/api/session';
import { loadWords } from '@/i18n';
import { recordAt } from '@/lib/places';
import { remember } from '@/lib/recent';
import { Icon } from '@/ui/Icon';
import { useLeave } from './LeavingBar';
import type { CrumbData } from './TopBar';

const Palette = lazy(async () => {
  await loadWords('search', 'audit');
  return import('./palette/Palette');
});
const Keys = lazy(() => import('./palette/Keys'));

/** The way to any record, screen or action: a button in the top bar, Ctrl+K and ⌘K; ? tells the keys. */
export function Search({ me }: { me: Me }) {
  const { t } = useTranslation();
  const leave = useLeave();
  const [shown, setShown] = useState<'palette' | 'keys'>();
  useRemembering(me.person.id);
  useEffect(() => {
    const onKeyDown = (e: KeyboardEvent) => {
      const palette = e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey) && !e.shiftKey && !e.altKey;
      const keys = e.key === '?' && !typing(e.target);
      // What is open already asks first.
      if ((!palette && !keys) || e.isComposing) return;
      e.preventDefault();
      if (!document.querySelector('[role=dialog], [role=alertdialog]')) setShown(palette ? 'palette' : 'keys');
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <Button
        aria-label={t('shell:search')}
        aria-keyshortcuts="Control+K Meta+K"
        onPress={() => setShown('palette')}
        className="flex min-h-control min-w-control items-center justify-center gap-2 rounded-part px-2 text-ink-soft hover:bg-hover hover:text-ink md:min-w-40 md:justify-start md:border md:border-line"
      >
        <Icon name="search" />
        <span aria-hidden="true" className="flex-1 text-left max-md:hidden">
          {t('shell:searchShort')}
        </span>
        <span aria-hidden="true" className="text-note max-md:hidden">
          {/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'}
        </span>
      </Button>
      <Suspense>
        {shown === 'palette' && (
          <Palette
            me={me}
            onClose={() => setShown(undefined)}
            onLeave={() => void leave({ personId: me.person.id, everywhere: false })}
            onHelp={() => setShown('keys')}
          />
        )}
        {shown === 'keys' && <Keys onClose={() => setShown(undefined)} />}
      </Suspense>
    </>
  );
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select') !== null);

/** Keeps the records that somebody opens, for the palette's first page. */
function useRemembering(personId: string) {
  const matches = useMatches();
  const named = matches.findLast((m) => (m.loaderData as CrumbData | undefined)?.crumb && recordAt(plain(m.pathname)));
  const crumb = (named?.loaderData as (CrumbData & { code?: string }) | undefined)?.crumb;
  const path = named && plain(named.pathname);
  useEffect(() => {
    const at = path && recordAt(path);
    if (at && crumb) remember(personId, { ...at, code: '', ...crumb });
  }, [personId, path, crumb]);
}

const plain = (path: string) => path.replace(/\/$/, '');

import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { meOptions } from '@/api/session';
import { ToastRegion } from '@/ui/toast';
import { BottomBar } from './BottomBar';
import { DisasterBanner } from './DisasterBanner';
import { LeavingBar } from './LeavingBar';
import { navFor } from './nav';
import { Rail } from './Rail';
import { TopBar } from './TopBar';

/** The frame around every screen for those who have signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meOptions());
  const main = useFocusOnArrival();
  if (!me) return null;
  const entries = navFor(me);
  return (
    <div className="flex min-h-dvh">
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link; the router must not take the fragment for a new page */}
      <a
        href="#main"
        onClick={(e) => {
          e.preventDefault();
          main.current?.focus();
        }}
        className="sr-only z-50 rounded-part bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('shell:skip')}
      </a>
      <Rail entries={entries} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar me={me} />
        <Offline />
        <LeavingBar me={me} />
        <DisasterBanner me={me} />
        <main ref={main} id="main" tabIndex={-1} className="w-full flex-1 p-6 outline-none max-md:p-4 max-md:pb-20">
          <Outlet />
        </main>
      </div>
      <BottomBar entries={entries} />
      <ToastRegion />
    </div>
  );
}

/** A new page takes the focus, as a page load would, and its heading becomes the document's title; a new search on the same page doesn't. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { t } = useTranslation();
  const path = useRouterState({ select: (s) => s.resolvedLocation?.pathname });
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what makes an arrival
  useEffect(() => {
    if (!first.current && !main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
  useEffect(() => {
    const element = main.current;
    if (!element) return;
    const name = t('shell:name');
    const retitle = () => {
      const head = element.querySelector('h1')?.textContent;
      document.title = head ? `${head} · ${name}` : name;
    };
    retitle();
    const watch = new MutationObserver(retitle);
    watch.observe(element, { childList: true, subtree: true, characterData: true });
    return () => watch.disconnect();
  }, [t]);
  return main;
}

/** Says that nothing can be saved just now. */
function Offline() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed);
      addEventListener('offline', changed);
      return () => {
        removeEventListener('online', changed);
        removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
  return (
    <div role="status" className="no-print">
      {!online && <p className="border-warn border-b bg-warn-soft px-4 py-2 text-ink">{t('shell:offline')}</p>}
    </div>
  );
}

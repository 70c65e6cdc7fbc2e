import './ui/theme/index.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from './api/http';
import { makeQueryClient } from './api/queries';
import { meOptions } from './api/session';
import { i18n, startI18n } from './i18n';
import { usePrefs, watchPrefs } from './lib/prefs';
import { makeRouter } from './router';

const queryClient = makeQueryClient();
const router = makeRouter(queryClient);

// The session ended under somebody's hands: sign in and come back. What was being written is kept as a draft.
onSignedOut(() => {
  // What the worker kept of the board belongs to that session.
  if ('caches' in globalThis) void caches.delete('board');
  const { href, pathname } = router.state.location;
  // A first visit has no session to lose: the route's own guard leads to the sign-in.
  const wasIn = queryClient.getQueryData(meOptions().queryKey) !== undefined;
  if (!wasIn || pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: { next: href, expired: 'true' }, ignoreBlocker: true });
});

function App() {
  const { lang } = usePrefs();
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <I18nProvider locale={lang === 'en' ? 'en-GB' : 'ja-JP'}>
          <RouterProvider router={router} />
        </I18nProvider>
      </QueryClientProvider>
    </StrictMode>
  );
}

watchPrefs();
startI18n().then(() => {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  document.title = i18n.t('shell:name');
  createRoot(root).render(<App />);
});

// The typeface is 250 small files chosen by the browser as characters need them; its style sheet waits until the app shows.
void import('./ui/theme/fonts');
addEventListener(
  'load',
  () => void import('./worker/register').then((w) => w.installWorker(() => i18n.t('shell:newVersion'))),
);

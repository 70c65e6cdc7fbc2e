import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionsOptions, signOutEverywhere } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { forgetRecent } from '@/lib/recent';
import { Button } from '@/ui/Button';
import { dropAllDrafts } from '@/ui/form/drafts';
import { Dialog } from '@/ui/Overlay';
import { FailedState, SkeletonRows } from '@/ui/states';

/** Where this account is signed in, and the way to end it all at once. */
export function Sessions() {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery(sessionsOptions());
  const end = useMutation({
    mutationFn: signOutEverywhere,
    onSuccess: async () => {
      dropAllDrafts();
      forgetRecent();
      await navigate({ to: '/sign-in', ignoreBlocker: true });
      cache.clear();
    },
  });
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} columns={4} />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label={t('session:sessions.title')} tabIndex={0} className="overflow-x-auto">
        <table className="w-full">
          <thead>
            <tr className="border-line-strong border-b text-left text-ink-soft text-note">
              {(['client', 'address', 'createdAt', 'lastSeenAt'] as const).map((k) => (
                <th
                  key={k}
                  scope="col"
                  // On a phone the place stands under the browser, and the last sign of life is what counts.
                  className={cx(
                    'px-2 py-1 font-normal first:pl-0',
                    (k === 'address' || k === 'createdAt') && 'max-sm:hidden',
                  )}
                >
                  {t(`session:sessions.${k}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((s) => (
              <tr key={`${s.createdAt} ${s.address} ${s.client}`} className="h-row border-line border-b">
                <th scope="row" className="max-w-64 truncate text-left font-normal" title={s.client}>
                  {browserOf(s.client)}
                  {s.current && (
                    <span className="ml-2 font-bold text-accent text-note">{t('session:sessions.current')}</span>
                  )}
                  <span className="block text-ink-soft text-note sm:hidden">{s.address}</span>
                </th>
                <td className="px-2 max-sm:hidden">{s.address}</td>
                <td className="px-2 whitespace-nowrap max-sm:hidden">{f.instant(s.createdAt)}</td>
                <td className="px-2 sm:whitespace-nowrap">{f.instant(s.lastSeenAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <span>
        <Button variant="danger" onPress={() => setAsking(true)}>
          {t('shell:person.signOutEverywhere')}
        </Button>
      </span>
      <Dialog
        title={t('shell:person.signOutEverywhere')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('common:cancel')}</Button>
            <Button variant="danger" busy={end.isPending} onPress={() => end.mutate()}>
              {t('shell:person.signOutEverywhere')}
            </Button>
          </>
        }
      >
        <p>{t('session:sessions.ask')}</p>
        {end.error && <FailedState error={end.error} compact />}
      </Dialog>
    </>
  );
}

/** "Edge 130 · Windows" from a user agent; the whole text stands in the title. */
function browserOf(agent: string): string {
  const browser = [/(Edg)\/(\d+)/, /(Firefox)\/(\d+)/, /(Chrome)\/(\d+)/, /Version\/(\d+).*(Safari)/]
    .map((r) => r.exec(agent))
    .find(Boolean);
  const system = /Windows|Macintosh|iPhone|iPad|Android|Linux/.exec(agent)?.[0];
  if (!browser) return agent || '—';
  const name = browser[0].startsWith('Version')
    ? `Safari ${browser[1]}`
    : `${browser[1] === 'Edg' ? 'Edge' : browser[1]} ${browser[2]}`;
  return [name, system].filter(Boolean).join(' · ');
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { packFile, packOptions } from '@/api/meetings';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Button, buttonClass } from '@/ui/Button';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Entry } from './Entry';

export interface PackSearch {
  /** The item shown, from 1; all of them on paper. */
  item?: number;
  /** One item a screen over the whole window. */
  present?: boolean;
}

/** A frozen pack: one item at a time, by arrow keys, over the whole window when presented; on paper all of it. */
export function PackPage({ meeting, id, search }: { meeting: string; id: string; search: PackSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: p, error, refetch } = useQuery(packOptions(id));
  const total = p?.content.items.length ?? 0;
  const at = Math.min(Math.max(search.item ?? 1, 1), Math.max(total, 1));
  const go = useCallback(
    (next: PackSearch) =>
      void navigate({
        to: '/meetings/$id/packs/$pack',
        params: { id: meeting, pack: id },
        search: { item: next.item === 1 ? undefined : next.item, present: next.present || undefined },
        replace: true,
        resetScroll: true,
      }),
    [navigate, meeting, id],
  );
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.altKey || e.ctrlKey || e.metaKey) return;
      if ((e.target as HTMLElement).closest?.('input, textarea, select, [role="tablist"], table, [role="dialog"]'))
        return;
      if (e.key === 'ArrowRight' || e.key === 'PageDown')
        go({ item: Math.min(at + 1, total), present: search.present });
      else if (e.key === 'ArrowLeft' || e.key === 'PageUp') go({ item: Math.max(at - 1, 1), present: search.present });
      else if (e.key === 'Escape' && search.present) go({ item: at });
      else return;
      e.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, at, total, search.present]);
  if (error && !p) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!p) return <SkeletonPage />;
  const name = f.pick(p.content.meeting.name, p.content.meeting.nameEn);
  return (
    <div
      className={cx(
        'flex flex-col gap-6',
        search.present && 'fixed inset-0 z-40 overflow-auto bg-paper p-8 max-md:p-4 print:static print:p-0',
      )}
    >
      <PageHead
        title={t('meetings:pack.of', { name })}
        code={t('meetings:pack.edition', { n: p.edition })}
        answer={
          <span className="flex flex-wrap gap-x-4">
            <span>{t('common:asOf', { at: f.instant(p.asOf) })}</span>
            <span>{t(p.intact ? 'meetings:pack.intact' : 'meetings:pack.broken')}</span>
            <span className="break-all text-note">SHA-256 {search.present ? p.hash.slice(0, 12) : p.hash}</span>
          </span>
        }
        actions={
          <>
            {!search.present &&
              (['pdf', 'xlsx'] as const).map((format) => (
                <a key={format} href={packFile(id, format)} download className={buttonClass('plain')}>
                  {t(`meetings:pack.${format}`)}
                </a>
              ))}
            {!search.present && <Button onPress={() => window.print()}>{t('meetings:pack.print')}</Button>}
            <Button
              variant={search.present ? 'plain' : 'main'}
              onPress={() => go({ item: at, present: !search.present })}
            >
              {t(search.present ? 'meetings:pack.leave' : 'meetings:pack.present')}
            </Button>
          </>
        }
      />
      <nav aria-label={t('meetings:pack.items')} className="no-print flex flex-wrap items-center gap-2">
        <Button icon="left" isDisabled={at <= 1} onPress={() => go({ item: at - 1, present: search.present })}>
          {t('meetings:pack.previous')}
        </Button>
        <span className="num min-w-16 text-center" role="status">
          {at} / {total}
        </span>
        <Button icon="right" isDisabled={at >= total} onPress={() => go({ item: at + 1, present: search.present })}>
          {t('meetings:pack.next')}
        </Button>
        <span className="text-note text-ink-soft max-md:hidden">{t('meetings:pack.keys')}</span>
      </nav>
      {p.content.items.map((e, i) => (
        <div key={e.id} className={cx(i + 1 !== at && 'hidden print:block', i > 0 && 'print:break-before-page')}>
          <p className="print-only mb-4 border-line border-b pb-1 text-note">
            {t('meetings:pack.of', { name })} {t('meetings:pack.edition', { n: p.edition })}{' '}
            {t('common:asOf', { at: f.instant(p.asOf) })}
          </p>
          <Entry entry={e} large={search.present} />
        </div>
      ))}
    </div>
  );
}

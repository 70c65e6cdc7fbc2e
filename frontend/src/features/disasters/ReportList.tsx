import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportsFile, reportsOptions } from '@/api/disasters';
import { useFormat } from '@/i18n/format';
import { Button, buttonClass } from '@/ui/Button';
import { EmptyState, FailedState, SkeletonText } from '@/ui/states';
import { StateChip } from './Chips';

/** Every report as it came, the newest first; none is ever changed. */
export function ReportList({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery(reportsOptions(id, page));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={6} />;
  if (data.items.length === 0)
    return <EmptyState title={t('disasters:reports.empty')} hint={t('disasters:reports.emptyHint')} />;
  return (
    <div className="flex flex-col gap-3">
      <p className="no-print flex items-baseline justify-between gap-4">
        <span className="text-ink-soft">{t('common:count', { count: data.total ?? data.items.length })}</span>
        <a href={reportsFile(id, f.lang)} download className={buttonClass('plain')}>
          {t('disasters:reports.file')}
        </a>
      </p>
      <ol className="flex flex-col border-line border-t">
        {data.items.map((r) => (
          <li key={r.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2">
            <span className="num w-10 text-ink-faint">{r.seq}</span>
            <span className="whitespace-nowrap">{f.instant(r.at ?? undefined)}</span>
            <StateChip row={{ ...r, old: false }} />
            <span className="font-bold">{f.name(r)}</span>
            <span className="text-ink-soft">
              {f.pick(r.organisationName, r.organisationNameEn)} {f.pick(r.postTitle, r.postTitleEn)}
            </span>
            {r.note && <span>{r.note}</span>}
            {Date.parse(r.receivedAt ?? '') - Date.parse(r.at ?? '') > 60_000 && (
              <span className="text-note text-ink-soft">
                {t('disasters:arrived', { at: f.instant(r.receivedAt ?? undefined) })}
              </span>
            )}
          </li>
        ))}
      </ol>
      {(page > 1 || data.next) && (
        <div className="no-print flex gap-2">
          {page > 1 && <Button onPress={() => setPage(page - 1)}>{t('common:pageBefore')}</Button>}
          {data.next && <Button onPress={() => setPage(page + 1)}>{t('common:pageAfter')}</Button>}
        </div>
      )}
    </div>
  );
}

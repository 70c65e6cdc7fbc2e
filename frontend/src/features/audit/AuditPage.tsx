import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type LedgerQuery, ledgerOptions } from '@/api/audit';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { Button } from '@/ui/Button';
import type { Labels } from '@/ui/fields/History';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { Entry } from './Entry';
import { Filters } from './Filters';
import type { Descriptions } from './model';

/** Who did what to any record, when and why. Nothing here can be changed. */
export function AuditPage({
  query,
  onQuery,
  descriptions,
}: {
  query: LedgerQuery;
  onQuery: (query: LedgerQuery) => void;
  descriptions: Descriptions;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    ledgerOptions(query),
  );
  const entries = data?.pages.flatMap((p) => p.items) ?? [];
  const labels = Object.assign({}, ...(data?.pages.map((p) => p.labels ?? {}) ?? [])) as Labels;
  const narrowed = Object.keys(query).length > 0;
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('audit:title')} answer={t('audit:answer', { on: f.day(today()) })} />
      <Filters query={query} onQuery={onQuery} labels={labels} entries={entries} />
      {error && !data ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <SkeletonRows columns={4} />
      ) : entries.length === 0 ? (
        <EmptyState
          title={t(narrowed ? 'common:table.noneMatch' : 'audit:empty')}
          hint={t(narrowed ? 'common:table.noneMatchHint' : 'common:history.emptyHint')}
          action={narrowed && <Button onPress={() => onQuery({})}>{t('common:table.clear')}</Button>}
        />
      ) : (
        <div className="flex flex-col items-start gap-3">
          <ol aria-label={t('audit:title')} className="w-full border-line border-t">
            {entries.map((e) => (
              <Entry key={e.id} entry={e} labels={labels} descriptions={descriptions} query={query} onQuery={onQuery} />
            ))}
          </ol>
          {error && <FailedState error={error} compact />}
          <p className="text-ink-soft text-note" role="status">
            {t(hasNextPage ? 'audit:shownMore' : 'audit:shownAll', { count: entries.length })}
          </p>
          {hasNextPage && (
            <Button onPress={() => void fetchNextPage()} busy={isFetchingNextPage}>
              {t('common:history.older')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

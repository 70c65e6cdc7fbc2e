import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Outage, outageFacetsOptions, outagesOptions } from '@/api/availability';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { ButtonLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { AvailabilityNav } from './AvailabilityNav';
import { outageColumnFields, outageFacets, outageSort, outagesQuery } from './fields';
import { minutesText } from './model';
import { ReportButton } from './ReportOutage';

/** What stopped, for how long, and why? */
export function OutageList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = outagesQuery(search);
  const list = useQuery(outagesOptions(query));
  const counts = useQuery(outageFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => {
    const chip = (o: Outage) =>
      o.ongoing ? <StatusChip tone="bad">{t('availability:ongoing')}</StatusChip> : f.instant(o.endedAt);
    return columnsOf<Outage>(outageColumnFields, {
      systemId: (o) => f.pick(o.systemName, o.systemNameEn),
      endedAt: chip,
      seconds: (o) => (
        <span className="num">{t('availability:minutesDown', { minutes: minutesText(f, o.seconds * 1000) })}</span>
      ),
      cause: (o) =>
        o.cause ? t(`outages:cause.${o.cause}`) : <StatusChip tone="unknown">{t('outages:cause.none')}</StatusChip>,
    });
  }, [t, f]);
  const open = counts.data?.state?.open ?? 0;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('outages:title')}
        answer={
          list.data &&
          t('outages:answer', {
            all: t(list.data.totalCapped ? 'common:totalCapped' : 'common:total', { shown: f.number(list.data.total) }),
            open: f.number(open),
            bare: f.number(counts.data?.cause?.none ?? 0),
          })
        }
        actions={
          <>
            {holds(me, 'outages:create') && <ButtonLink to="/availability/outages/new">{t('outages:new')}</ButtonLink>}
            <ReportButton />
          </>
        }
      />
      <AvailabilityNav />
      <DataTable<Outage>
        title={t('outages:title')}
        columns={columns}
        facets={outageFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={outageSort}
        search={search}
        onSearch={onSearch}
        rowLink={(o) => ({ to: '/availability/outages/$id', params: { id: o.id } })}
        rowName={(o) => o.title}
        card={(o) => ({
          title: o.title,
          status: o.ongoing ? (
            <StatusChip tone="bad">{t('availability:ongoing')}</StatusChip>
          ) : (
            t('availability:minutesDown', { minutes: minutesText(f, o.seconds * 1000) })
          ),
          facts: [f.pick(o.systemName, o.systemNameEn), f.instant(o.startedAt)],
        })}
        empty={{ title: t('outages:empty'), hint: t('outages:emptyHint') }}
        filterNames={Object.fromEntries(
          (list.data?.items ?? []).map((o) => [o.ownerId, f.pick(o.ownerName, o.ownerNameEn)]),
        )}
      />
    </div>
  );
}

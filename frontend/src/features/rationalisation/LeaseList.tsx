import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Lease, leasesOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { Word } from './Chips';
import { leaseFacets, leaseFields, leaseNarrowed, leaseSort, leasesQuery } from './fields';
import { leaseTone } from './model';
import { Nav } from './Nav';

/** Where does the equipment go before its successor runs? */
export function LeaseList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(leasesOptions(leasesQuery(search)));
  const columns = useMemo(
    () =>
      columnsOf<Lease>(leaseFields, {
        name: (x) => f.name(x),
        state: (x) => <Word tone={leaseTone[x.state]}>{t(`rationalisation:lease.${x.state}`)}</Word>,
        successorName: (x) => f.pick(x.successorName, x.successorNameEn) || '—',
        successorLiveOn: (x) => (x.successorLiveOn ? f.dayShort(x.successorLiveOn) : t('rationalisation:unknown')),
        gapDays: (x) => (x.gapDays === null ? '—' : f.number(x.gapDays)),
      }),
    [t, f],
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('rationalisation:leases.title')} answer={t('rationalisation:leases.answer')} />
      <Nav />
      <DataTable<Lease>
        title={t('rationalisation:leases.title')}
        columns={columns}
        facets={leaseFacets}
        narrowed={leaseNarrowed}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={leaseSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/systems/$id', params: { id: x.id }, search: { tab: 'rationalisation' } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <Word tone={leaseTone[x.state]}>{t(`rationalisation:lease.${x.state}`)}</Word>,
          facts: [f.dayShort(x.leaseEndsOn), f.pick(x.successorName, x.successorNameEn) || '—'],
        })}
        empty={{ title: t('rationalisation:leases.empty'), hint: t('rationalisation:leases.emptyHint') }}
      />
    </div>
  );
}

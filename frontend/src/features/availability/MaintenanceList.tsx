import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Maintenance, maintenanceFacetsOptions, maintenancesOptions } from '@/api/availability';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { AvailabilityNav } from './AvailabilityNav';
import { maintenanceColumnFields, maintenanceFacets, maintenanceSort, maintenancesQuery } from './fields';
import { lackKey, stateTone } from './model';

/** A state in words; work that counts as an outage by itself says so. */
export function MaintenanceState({ m }: { m: Maintenance }) {
  const { t } = useTranslation();
  const late = m.lack && m.state !== 'planned' && m.state !== 'approved' && m.state !== 'cancelled';
  const tone = late || m.overrunSeconds > 0 ? 'bad' : (stateTone[m.state] ?? 'unknown');
  return (
    <StatusChip tone={tone} why={m.lack && m.state !== 'cancelled' ? t(lackKey(m)) : undefined}>
      {t(`maintenance:state.${m.state}`)}
    </StatusChip>
  );
}

/** What work is planned, and what does it still need? */
export function MaintenanceList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = maintenancesQuery(search);
  const list = useQuery(maintenancesOptions(query));
  const counts = useQuery(maintenanceFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(
    () =>
      columnsOf<Maintenance>(maintenanceColumnFields, {
        systemId: (m) => f.pick(m.systemName, m.systemNameEn),
        state: (m) => <MaintenanceState m={m} />,
      }),
    [f],
  );
  const create = holds(me, 'maintenance:plan') && (
    <MainLink to="/availability/maintenance/new">{t('maintenance:new')}</MainLink>
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('maintenance:title')}
        answer={
          counts.data &&
          t('maintenance:answer', {
            planned: f.number(counts.data.state?.planned ?? 0),
            approved: f.number(counts.data.state?.approved ?? 0),
          })
        }
        actions={create}
      />
      <AvailabilityNav />
      <DataTable<Maintenance>
        title={t('maintenance:title')}
        columns={columns}
        facets={maintenanceFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={maintenanceSort}
        search={search}
        onSearch={onSearch}
        rowLink={(m) => ({ to: '/availability/maintenance/$id', params: { id: m.id } })}
        rowName={(m) => m.title}
        card={(m) => ({
          title: m.title,
          status: <MaintenanceState m={m} />,
          facts: [f.pick(m.systemName, m.systemNameEn), f.instant(m.startsAt)],
        })}
        empty={{ title: t('maintenance:empty'), hint: t('maintenance:emptyHint'), action: create }}
        filterNames={Object.fromEntries(
          (list.data?.items ?? []).map((m) => [m.ownerId, f.pick(m.ownerName, m.ownerNameEn)]),
        )}
      />
    </div>
  );
}

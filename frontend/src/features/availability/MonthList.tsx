import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type MonthItem, monthsOptions } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { defineFields } from '@/lib/fields';
import { columnsOf } from '@/ui/fields/columns';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { AvailabilityNav } from './AvailabilityNav';
import { monthsQuery, systemFacets } from './fields';
import { minutesText, monthText, percentText } from './model';

const fields = defineFields('availability', [
  { key: 'systemName', kind: 'text', column: 'shown', width: 18 },
  { key: 'month', kind: 'text', column: 'shown', sortable: true },
  { key: 'percent', kind: 'number', column: 'shown' },
  { key: 'downtimeMs', kind: 'number', column: 'shown', sortable: true },
  { key: 'agreedSeconds', kind: 'number', column: 'shown' },
  { key: 'clusters', kind: 'number', column: 'shown' },
]);
const facets = [
  ...defineFields('availability', [
    { key: 'missed', kind: 'choice', options: ['true'], filter: true, words: 'availability:onlyMissedMonths' },
    { key: 'down', kind: 'choice', options: ['true'], filter: true },
  ]),
  ...systemFacets,
];

/** The months that figures are added up from. */
export function MonthList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(monthsOptions(monthsQuery(search)));
  const columns = useMemo(
    () =>
      columnsOf<MonthItem>(fields, {
        systemName: (m) => f.pick(m.systemName, m.systemNameEn),
        month: (m) => monthText(f, m.month),
        percent: (m) =>
          m.missed ? (
            <StatusChip tone="bad">{percentText(f, m.percent, 3)}</StatusChip>
          ) : (
            (percentText(f, m.percent, 3) ?? t(`availability:state.${m.state}`))
          ),
        downtimeMs: (m) => minutesText(f, m.downtimeMs),
        agreedSeconds: (m) => minutesText(f, m.agreedSeconds * 1000),
      }),
    [t, f],
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('availability:monthsTitle')} answer={t('availability:monthsAnswer')} />
      <AvailabilityNav />
      <DataTable<MonthItem>
        title={t('availability:monthsTitle')}
        columns={columns}
        facets={facets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort="-downtimeMs"
        search={search}
        onSearch={onSearch}
        rowLink={(m) => ({ to: '/availability/systems/$id', params: { id: m.systemId }, search: { month: m.month } })}
        rowName={(m) => `${f.pick(m.systemName, m.systemNameEn)} ${monthText(f, m.month)}`}
        card={(m) => ({
          title: f.pick(m.systemName, m.systemNameEn),
          status: `${percentText(f, m.percent, 3) ?? '—'}%`,
          facts: [monthText(f, m.month), t('availability:minutesDown', { minutes: minutesText(f, m.downtimeMs) })],
        })}
        empty={{ title: t('availability:empty'), hint: t('availability:emptyHint') }}
        filterNames={Object.fromEntries(
          (list.data?.items ?? []).map((m) => [m.ownerId, f.pick(m.ownerName, m.ownerNameEn)]),
        )}
      />
    </div>
  );
}

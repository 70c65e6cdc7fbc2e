import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type SystemCost, systemCostsOptions } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { BudgetNav } from './BudgetNav';
import { yenColumns } from './columns';
import { costFacets, costFields, costSort, costsQuery, yearOf } from './fields.lists';
import { off } from './model';

/** What does each system cost in a fiscal year, and which ones have stayed above their former level? */
export function SystemCosts({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const onSearch = useTableSearch();
  const list = useQuery(systemCostsOptions(costsQuery(search)));
  const columns = useMemo(() => {
    const high = (s: SystemCost) =>
      s.notReturned ? (
        <StatusChip
          tone="bad"
          why={t('budgets:systemsPage.why', {
            before: f.yen(s.formerLevel ?? 0),
            after: f.yen(s.levelAfter ?? 0),
            off: off(s.offHundredths ?? 0),
          })}
        >
          {off(s.offHundredths ?? 0)}
        </StatusChip>
      ) : (
        '—'
      );
    return yenColumns<SystemCost>(costFields, yen, { name: (s) => f.name(s), notReturned: high });
  }, [t, f, yen]);
  const all =
    list.data && t(list.data.totalCapped ? 'common:totalCapped' : 'common:total', { shown: f.number(list.data.total) });
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('budgets:systemsPage.title')}
        answer={all && t('budgets:systemsPage.answer', { year: f.fiscalYear(yearOf(search)), all })}
      />
      <BudgetNav />
      <DataTable<SystemCost>
        title={t('budgets:systemsPage.title')}
        columns={columns}
        facets={costFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={costSort}
        search={search}
        onSearch={onSearch}
        rowLink={(s) => ({ to: '/systems/$id', params: { id: s.id }, search: { tab: 'budget' } })}
        rowName={(s) => f.name(s)}
        card={(s) => ({
          title: f.name(s),
          status: s.notReturned && <StatusChip tone="bad">{t('budgets:systemsPage.high')}</StatusChip>,
          facts: [f.pick(s.ownerName, s.ownerNameEn), t(`common:yen.${yen}`, { amount: f.yen(s.planned) })],
        })}
        empty={{ title: t('budgets:systemsPage.empty') }}
      />
    </div>
  );
}

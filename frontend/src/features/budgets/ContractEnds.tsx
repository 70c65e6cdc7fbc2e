import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ContractEnd, contractEndsOptions } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { fiscalYearOf } from '@/lib/fiscal';
import { usePrefs } from '@/lib/prefs';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { BudgetNav } from './BudgetNav';
import { yenColumns } from './columns';
import { endFacets, endFields, endSort, endsQuery } from './fields.lists';

/** Whose contract ends with the year while nobody has asked for the next? */
export function ContractEnds({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const onSearch = useTableSearch();
  const list = useQuery(contractEndsOptions(endsQuery(search)));
  const columns = useMemo(() => yenColumns<ContractEnd>(endFields, yen, { name: (x) => f.name(x) }), [f, yen]);
  const year = Number(search.fiscalYear) || fiscalYearOf(today());
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('budgets:contractEndsPage.title')}
        answer={t('budgets:contractEndsPage.answer', { year: f.fiscalYear(year) })}
      />
      <BudgetNav />
      <DataTable<ContractEnd>
        title={t('budgets:contractEndsPage.title')}
        columns={columns}
        facets={endFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={endSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/systems/$id', params: { id: x.id }, search: { tab: 'budget' } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          facts: [f.pick(x.ownerName, x.ownerNameEn), f.dayShort(x.contractEndsOn)],
        })}
        empty={{ title: t('budgets:contractEndsPage.empty') }}
      />
    </div>
  );
}

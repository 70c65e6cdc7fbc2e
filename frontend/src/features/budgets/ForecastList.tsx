import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Forecast, forecastOptions } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { BudgetNav } from './BudgetNav';
import { yenColumns } from './columns';
import { forecastFacets, forecastFields, forecastQuery } from './fields.lists';

/** From what is the forecast of the years ahead made? */
export function ForecastList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const onSearch = useTableSearch();
  const list = useQuery(forecastOptions(forecastQuery(search)));
  const why = useMemo(
    () => (x: Forecast) =>
      [
        x.amount === null
          ? t('budgets:forecastPage.unknown')
          : x.source === 'roadmap'
            ? t('budgets:forecastPage.roadmap')
            : t('budgets:forecastPage.fromYear', { year: f.fiscalYear(x.fromYear) }),
        x.renewalIn &&
          x.renewalIn !== x.fiscalYear &&
          t('budgets:forecastPage.renewal', { year: f.fiscalYear(x.renewalIn) }),
      ]
        .filter(Boolean)
        .join(' · '),
    [t, f],
  );
  const columns = useMemo(
    () =>
      yenColumns<Forecast>(forecastFields, yen, {
        name: (x) => f.name(x),
        fromYear: why,
        amount: (x) => (x.amount === null ? t('budgets:forecastPage.noAmount') : f.yen(x.amount)),
      }),
    [t, f, yen, why],
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('budgets:forecastPage.title')} answer={t('budgets:forecastPage.answer')} />
      <BudgetNav />
      <DataTable<Forecast>
        title={t('budgets:forecastPage.title')}
        columns={columns}
        facets={forecastFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort=""
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/systems/$id', params: { id: x.systemId }, search: { tab: 'budget' } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({ title: f.name(x), facts: [f.fiscalYear(x.fiscalYear), why(x)] })}
        empty={{ title: t('budgets:forecastPage.empty') }}
      />
    </div>
  );
}

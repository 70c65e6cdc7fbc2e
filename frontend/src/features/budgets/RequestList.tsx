import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type BudgetRequest, requestSummaryOptions, requestsOptions } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { figureLink } from '@/lib/figure';
import { fiscalYearOf } from '@/lib/fiscal';
import { usePrefs } from '@/lib/prefs';
import { FigureTile } from '@/ui/FigureTile';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { BudgetNav } from './BudgetNav';
import { yenColumns } from './columns';
import { requestFacets, requestFields, requestSort, requestsQuery } from './fields.lists';
import { requestTone } from './Requests';

/** What do the sections ask for next year, and what waits for an assessment? */
export function RequestList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const onSearch = useTableSearch();
  const list = useQuery(requestsOptions(requestsQuery(search)));
  const year = Number(search.fiscalYear) || fiscalYearOf(today()) + 1;
  const { data: sum } = useQuery(requestSummaryOptions({ fiscalYear: year }));
  const columns = useMemo(
    () =>
      yenColumns<BudgetRequest>(requestFields, yen, {
        state: (r) => <StatusChip tone={requestTone[r.state]}>{t(`entries:state.${r.state}`)}</StatusChip>,
      }),
    [t, yen],
  );
  const unit = t(`common:yenUnit.${yen}`);
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('budgets:requestsPage.title')}
        answer={
          sum &&
          t('budgets:requestsPage.answer', {
            year: f.fiscalYear(year),
            submitted: f.number(sum.submitted.value ?? 0),
            assessed: f.number(sum.assessed.value ?? 0),
          })
        }
      />
      <BudgetNav />
      {sum && (
        <div className="flex flex-wrap gap-2">
          {(['submitted', 'assessed', 'adopted'] as const).map((k) => (
            <FigureTile
              key={k}
              label={t(`entries:state.${k}`)}
              figure={f.number(sum[k].value ?? 0)}
              unit={t('budgets:tile.unit')}
              link={figureLink(sum[k].rows)}
            />
          ))}
          {(['requested', 'granted'] as const).map((k) => (
            <FigureTile
              key={k}
              label={t(`budgets:requestsPage.${k}`)}
              figure={f.yen(sum[k].value ?? 0)}
              unit={unit}
              link={figureLink(sum[k].rows)}
            />
          ))}
        </div>
      )}
      <DataTable<BudgetRequest>
        title={t('budgets:requestsPage.title')}
        columns={columns}
        facets={requestFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={requestSort}
        search={search}
        onSearch={onSearch}
        rowLink={(r) => ({ to: '/budgets/lines/$id', params: { id: r.lineId } })}
        rowName={(r) => r.name}
        card={(r) => ({
          title: r.name,
          status: <StatusChip tone={requestTone[r.state]}>{t(`entries:state.${r.state}`)}</StatusChip>,
          facts: [f.pick(r.sectionName, r.sectionNameEn), t(`common:yen.${yen}`, { amount: f.yen(r.amount) })],
        })}
        empty={{ title: t('budgets:requestsPage.empty'), hint: t('budgets:requestsPage.emptyHint') }}
      />
    </div>
  );
}

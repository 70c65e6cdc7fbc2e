import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type LineItem, lineFacetsOptions, linesOptions } from '@/api/budgets';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { BudgetNav } from './BudgetNav';
import { lineColumns } from './columns';
import { lineFacets, lineSort, linesQuery } from './fields';
import { stateTone } from './model';

/** What does the city pay for, in which year, and how much of it is spent? */
export function LineList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const onSearch = useTableSearch();
  const query = linesQuery(search);
  const list = useQuery(linesOptions(query));
  const counts = useQuery(lineFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => lineColumns(t, f, yen), [t, f, yen]);
  const create = holds(me, 'budgets:create') && <MainLink to="/budgets/lines/new">{t('budgets:lines.new')}</MainLink>;
  const names = Object.fromEntries(
    (list.data?.items ?? []).flatMap((l) => [
      [l.sectionId, f.pick(l.sectionName, l.sectionNameEn)],
      [l.systemId, f.pick(l.systemName, l.systemNameEn)],
      [l.projectId, f.pick(l.projectName, l.projectNameEn)],
    ]),
  );
  const all =
    list.data && t(list.data.totalCapped ? 'common:totalCapped' : 'common:total', { shown: f.number(list.data.total) });
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('budgets:lines.title')}
        answer={
          all &&
          (counts.data
            ? t('budgets:lines.answer', {
                all,
                recurring: f.number(counts.data.category?.recurring ?? 0),
                oneOff: f.number(counts.data.category?.one_off ?? 0),
              })
            : all)
        }
        actions={create}
      />
      <BudgetNav />
      <DataTable<LineItem>
        title={t('budgets:lines.title')}
        columns={columns}
        facets={lineFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={lineSort}
        search={search}
        onSearch={onSearch}
        rowLink={(l) => ({ to: '/budgets/lines/$id', params: { id: l.id } })}
        rowName={(l) => l.name}
        card={(l) => ({
          title: l.name,
          status: <StatusChip tone={stateTone[l.state]}>{t(`budgets:state.${l.state}`)}</StatusChip>,
          facts: [
            f.fiscalYear(l.fiscalYear),
            `${t('budgets:field.revised')} ${t(`common:yen.${yen}`, { amount: f.yen(l.revised) })}`,
          ],
        })}
        empty={{ title: t('budgets:lines.empty'), hint: t('budgets:lines.emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}

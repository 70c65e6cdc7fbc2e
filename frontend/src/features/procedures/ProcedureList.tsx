import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProcedureItem, procedureFacetsOptions, proceduresOptions, summaryOptions } from '@/api/procedures';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { ClassText, ProgressChip } from './Chips';
import { procedureColumns } from './columns';
import { procedureFacets, procedureFilters, procedureNarrowed, procedureSort, proceduresQuery } from './fields';
import { shareText } from './model';
import { ProcedureNav } from './ProcedureNav';
import { ProcedurePreview } from './ProcedurePreview';
import { ProcedureTiles } from './Tiles';

/** Which procedures are there, how far can each be done without a visit, and what is still to be done? */
export function ProcedureList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = proceduresQuery(search);
  const list = useQuery(proceduresOptions(query));
  const counts = useQuery(procedureFacetsOptions(query));
  const summary = useQuery(summaryOptions({})).data;
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => procedureColumns(f), [f]);
  const create = holds(me, 'procedures:create') && <MainLink to="/procedures/new">{t('procedures:new')}</MainLink>;
  const items = list.data?.items ?? [];
  const names = Object.fromEntries(items.map((x) => [x.sectionId, f.pick(x.sectionName, x.sectionNameEn)]));
  const percent = (n: number) => f.percent(n, 2);

  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('procedures:title')}
        answer={
          summary &&
          t('procedures:answer', {
            total: f.number(summary.total.value ?? 0),
            now: shareText(summary.current.byCount, percent).figure,
            goal: shareText(summary.potential.byCount, percent).figure,
          })
        }
        actions={create}
      />
      <ProcedureNav />
      {summary && !isFiltered(search, procedureFilters) && <ProcedureTiles summary={summary} />}
      <DataTable<ProcedureItem>
        title={t('procedures:title')}
        columns={columns}
        facets={procedureFacets}
        narrowed={procedureNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={procedureSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/procedures/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <ProgressChip item={x} />,
          facts: [
            <span key="class" className="whitespace-nowrap">
              <ClassText value={x.currentClass} /> → <ClassText value={x.potentialClass} />
            </span>,
            f.pick(x.sectionName, x.sectionNameEn),
            x.volume === null
              ? t('procedures:volumeUnknown')
              : t('procedures:perYear', { count: x.volume, n: f.number(x.volume) }),
          ],
        })}
        preview={(x) => <ProcedurePreview item={x} onClose={() => onSearch({ row: undefined }, true)} />}
        empty={{ title: t('procedures:empty'), hint: t('procedures:emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DatasetItem, datasetFacetsOptions, datasetSummaryOptions, datasetsOptions } from '@/api/datasets';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { FreshChip, PublicationText, ScoreChip, Stars } from './Chips';
import { datasetColumns } from './columns';
import { DatasetNav } from './DatasetNav';
import { DatasetPreview } from './DatasetPreview';
import { datasetFacets, datasetFilters, datasetNarrowed, datasetSort, datasetsQuery } from './fields';
import { DatasetTiles } from './Tiles';

/** Which data does the city hold, how good and how open is it, and what is it used for? */
export function DatasetList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = datasetsQuery(search);
  const list = useQuery(datasetsOptions(query));
  const counts = useQuery(datasetFacetsOptions(query));
  const summary = useQuery(datasetSummaryOptions({})).data;
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => datasetColumns(f), [f]);
  const create = holds(me, 'datasets:create') && <MainLink to="/datasets/new">{t('datasets:new')}</MainLink>;
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((x) => [x.sectionId, f.pick(x.sectionName, x.sectionNameEn)]),
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('datasets:title')}
        answer={
          summary &&
          t('datasets:answer', {
            total: f.number(summary.total.value ?? 0),
            share: summary.share === null ? '—' : f.percent(summary.share, 1),
            on: f.day(summary.asOf),
          })
        }
        actions={create}
      />
      <DatasetNav />
      {summary && !isFiltered(search, datasetFilters) && <DatasetTiles summary={summary} />}
      <DataTable<DatasetItem>
        title={t('datasets:title')}
        columns={columns}
        facets={datasetFacets}
        narrowed={datasetNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={datasetSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/datasets/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <ScoreChip item={x} />,
          facts: [
            f.pick(x.sectionName, x.sectionNameEn),
            <Stars key="stars" n={x.stars} />,
            <FreshChip key="fresh" item={x} />,
            <PublicationText key="open" item={x} />,
          ],
        })}
        preview={(x) => <DatasetPreview item={x} onClose={() => onSearch({ row: undefined }, true)} />}
        empty={{ title: t('datasets:empty'), hint: t('datasets:emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}

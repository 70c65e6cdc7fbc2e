import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type PilotItem, pilotFacetsOptions, pilotSummaryOptions, pilotsOptions } from '@/api/pilots';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { ShareFigure, StandingChip } from './Chips';
import { pilotFacets, pilotFields, pilotFilters, pilotNarrowed, pilotSort, pilotsQuery } from './fields';
import { PilotNav } from './PilotNav';
import { PilotTiles } from './Tiles';

/** Which trials run, how sure is what they showed, and what has to be decided? */
export function PilotList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = pilotsQuery(search);
  const list = useQuery(pilotsOptions(query));
  const counts = useQuery(pilotFacetsOptions(query));
  const summary = useQuery(pilotSummaryOptions({})).data;
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => {
    const target = (x: PilotItem) =>
      x.targetPercent > 0
        ? t('pilots:target', { metric: t(`pilots:metricShort.${x.metric}`), percent: x.targetPercent })
        : t('pilots:noCriteria');
    return columnsOf<PilotItem>(pilotFields, {
      name: (x) => f.name(x),
      business: (x) => f.pick(x.business, x.businessEn),
      stage: (x) => <StandingChip item={x} />,
      share: (x) => <ShareFigure share={x.share} short />,
      target,
    });
  }, [t, f]);
  const create = holds(me, 'pilots:create') && <MainLink to="/pilots/new">{t('pilots:new')}</MainLink>;
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((x) => [x.sectionId, f.pick(x.sectionName, x.sectionNameEn)]),
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('pilots:title')}
        answer={
          summary &&
          t('pilots:answer', {
            total: f.number(summary.total.value ?? 0),
            running: f.number(summary.stages.find((s) => s.stage === 'running')?.count.value ?? 0),
            ready: f.number(summary.ready.value ?? 0),
            due: f.number(summary.due.value ?? 0),
          })
        }
        actions={create}
      />
      <PilotNav />
      {summary && !isFiltered(search, pilotFilters) && <PilotTiles summary={summary} />}
      <DataTable<PilotItem>
        title={t('pilots:title')}
        columns={columns}
        facets={pilotFacets}
        narrowed={pilotNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={pilotSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/pilots/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <StandingChip item={x} />,
          facts: [<ShareFigure key="share" share={x.share} />, f.pick(x.sectionName, x.sectionNameEn)],
        })}
        empty={{ title: t('pilots:empty'), hint: t('pilots:emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}

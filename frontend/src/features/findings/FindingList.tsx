import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FindingItem, findingFacetsOptions, findingsOptions, summaryOptions } from '@/api/findings';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { ButtonLink, MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { BandChip, DueText, StateChip } from './Chips';
import { findingColumns } from './columns';
import { FindingPreview } from './FindingPreview';
import { findingFacets, findingFilters, findingNarrowed, findingSort, findingsQuery } from './fields';
import { SummaryCharts, SummaryTiles } from './Summary';

/** What is overdue and severe, does the backlog shrink, what waits for the auditor? */
export function FindingList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = findingsQuery(search);
  const list = useQuery(findingsOptions(query));
  const counts = useQuery(findingFacetsOptions(query));
  const summary = useQuery(summaryOptions({})).data;
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => findingColumns(t, f), [t, f]);
  const create = holds(me, 'findings:raise') && <MainLink to="/findings/new">{t('findings:new')}</MainLink>;
  // The charts answer the first glance; who has opened a figure wants its rows.
  const first = !isFiltered(search, findingFilters) && (search.page ?? 1) === 1;
  const items = list.data?.items ?? [];
  const names = Object.fromEntries([
    ...items.map((x) => [x.sectionId, f.pick(x.sectionName, x.sectionNameEn)]),
    ...items.flatMap((x) => x.systems.map((s) => [s.id, f.name(s)])),
  ]);

  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('findings:title')}
        answer={
          summary &&
          t('findings:answer', {
            overdue: f.number(summary.overdue.value ?? 0),
            severe: f.number(summary.severeOverdue.value ?? 0),
            auditor: f.number(summary.waitingAuditor.value ?? 0),
          })
        }
        actions={
          <>
            <ButtonLink to="/findings/follow-up">{t('findings:followUp.title')}</ButtonLink>
            {create}
          </>
        }
      />
      {summary && <SummaryTiles summary={summary} />}
      {summary && first && <SummaryCharts summary={summary} id="findings" />}
      <DataTable<FindingItem>
        title={t('findings:title')}
        columns={columns}
        facets={findingFacets}
        narrowed={findingNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={findingSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/findings/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <StateChip item={x} />,
          facts: [
            <BandChip key="band" band={x.band} />,
            f.pick(x.sectionName, x.sectionNameEn),
            <DueText key="due" item={x} />,
          ],
        })}
        preview={(x) => <FindingPreview item={x} onClose={() => onSearch({ row: undefined }, true)} />}
        empty={{ title: t('findings:empty'), hint: t('findings:emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}

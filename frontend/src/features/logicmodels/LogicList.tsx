import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type LogicModelItem,
  logicModelFacetsOptions,
  logicModelsOptions,
  logicSummaryOptions,
} from '@/api/logicModels';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip, type Tone } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { GapsChip, Reached, ReviewDay, VerdictText } from './Chips';
import { logicFacets, logicFields, logicFilters, logicNarrowed, logicQuery, logicSort } from './fields';

/** Which policies stand on a model that holds: complete, measured, reviewed? */
export function LogicList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = logicQuery(search);
  const list = useQuery(logicModelsOptions(query));
  const counts = useQuery(logicModelFacetsOptions(query));
  const s = useQuery(logicSummaryOptions()).data;
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(
    () =>
      columnsOf<LogicModelItem>(logicFields, {
        name: (x) => f.name(x),
        gapCount: (x) => <GapsChip item={x} />,
        reachedCount: (x) => <Reached item={x} />,
        verdict: (x) => <VerdictText value={x.verdict} />,
        reviewDueOn: (x) => <ReviewDay item={x} />,
      }),
    [f],
  );
  const create = holds(me, 'logic_models:create') && (
    <MainLink to="/logic-models/new">{t('logic_models:new')}</MainLink>
  );
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((x) => [x.sectionId, f.pick(x.sectionName, x.sectionNameEn)]),
  );
  const tile = (key: string, figure: Figure, tone?: Tone) => (
    <FigureTile
      label={t(`logic_models:figure.${key}`)}
      figure={f.number(figure.value ?? 0)}
      unit={t('logic_models:unit.models')}
      tone={figure.value ? tone : undefined}
      link={figureLink(figure.rows)}
    />
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('logic_models:title')}
        answer={
          s &&
          t('logic_models:answer', {
            total: f.number(s.total.value ?? 0),
            complete: f.number(s.complete.value ?? 0),
            overdue: f.number(s.overdue.value ?? 0),
          })
        }
        actions={create}
      />
      {s && !isFiltered(search, logicFilters) && (
        <div className="flex flex-wrap gap-2">
          {tile('complete', s.complete)}
          {tile('gaps', s.gaps, 'warn')}
          {tile('unmeasured', s.unmeasured, 'unknown')}
          {tile('overdue', s.overdue, 'bad')}
        </div>
      )}
      <DataTable<LogicModelItem>
        title={t('logic_models:title')}
        columns={columns}
        facets={logicFacets}
        narrowed={logicNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={logicSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/logic-models/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: x.overdue ? (
            <StatusChip tone="bad">{t('logic_models:late')}</StatusChip>
          ) : (
            <VerdictText value={x.verdict} />
          ),
          facts: [
            <GapsChip key="gaps" item={x} />,
            <Reached key="reached" item={x} />,
            f.pick(x.sectionName, x.sectionNameEn),
          ],
        })}
        empty={{ title: t('logic_models:empty'), hint: t('logic_models:emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}

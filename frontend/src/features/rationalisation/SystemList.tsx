import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  chartOptions,
  type Item,
  itemFacetsOptions,
  itemsOptions,
  type Summary,
  summaryOptions,
} from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import { columnsOf } from '@/ui/fields/columns';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { QuadrantChip, ScoreText } from './Chips';
import { itemFacets, itemFields, itemFilters, itemNarrowed, itemSort, itemsQuery } from './fields';
import { quadrantTone } from './model';
import { Nav } from './Nav';
import { QuadrantChart } from './QuadrantChart';

/** Which systems are worth keeping, which are to go, and which has nobody judged yet? */
export function SystemList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = itemsQuery(search);
  const list = useQuery(itemsOptions(query));
  const counts = useQuery(itemFacetsOptions(query));
  const summary = useQuery(summaryOptions({})).data;
  const filtered = isFiltered(search, itemFilters);
  const chart = useQuery({ ...chartOptions({}), enabled: !filtered }).data;
  const columns = useMemo(
    () =>
      columnsOf<Item>(itemFields, {
        name: (x) => f.name(x),
        quadrant: (x) => <QuadrantChip item={x} />,
        business: (x) => <ScoreText value={x.business} />,
        technical: (x) => <ScoreText value={x.technical} />,
        disposition: (x) =>
          x.disposition
            ? t(`rationalisation:disposition.${x.disposition}`)
            : x.quadrant === 'none'
              ? '—'
              : t('rationalisation:disposition.open'),
      }),
    [f, t],
  );
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((x) => [x.ownerId, f.pick(x.ownerName, x.ownerNameEn)]),
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('rationalisation:title')}
        answer={
          summary &&
          t('rationalisation:answer', {
            total: f.number(summary.total.value ?? 0),
            assessed: f.number(summary.assessed.value ?? 0),
            retired: f.number(summary.retirement.retired.value ?? 0),
            planned: f.number(summary.retirement.planned.value ?? 0),
          })
        }
      />
      <Nav />
      {summary && !filtered && <Tiles summary={summary} />}
      {chart && !filtered && <QuadrantChart chart={chart} />}
      <DataTable<Item>
        title={t('rationalisation:title')}
        columns={columns}
        facets={itemFacets}
        narrowed={itemNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={itemSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/systems/$id', params: { id: x.id }, search: { tab: 'rationalisation' } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <QuadrantChip item={x} />,
          facts: [
            f.pick(x.ownerName, x.ownerNameEn),
            x.disposition ? t(`rationalisation:disposition.${x.disposition}`) : t('rationalisation:disposition.open'),
          ],
        })}
        empty={{ title: t('rationalisation:empty'), hint: t('rationalisation:emptyHint') }}
        filterNames={names}
      />
    </div>
  );
}

/** Systems by quadrant; what nobody has judged stands beside them and never among them. */
function Tiles({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const open = s.quadrants.slice(4);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {s.quadrants.slice(0, 4).map((q) => (
          <FigureTile
            key={q.quadrant}
            label={t(`rationalisation:quadrant.${q.quadrant}`)}
            figure={f.number(q.count.value ?? 0)}
            unit={t('rationalisation:unit.systems')}
            tone={quadrantTone[q.quadrant]}
            link={figureLink(q.count.rows)}
          />
        ))}
        <FigureTile
          label={t('rationalisation:figure.open')}
          figure={f.number(s.open.value ?? 0)}
          unit={t('rationalisation:unit.systems')}
          tone={(s.open.value ?? 0) > 0 ? 'warn' : undefined}
          link={figureLink(s.open.rows)}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        {open.map((q) => (
          <FigureTile
            key={q.quadrant}
            label={t(`rationalisation:quadrant.${q.quadrant}`)}
            figure={f.number(q.count.value ?? 0)}
            unit={t('rationalisation:unit.systems')}
            tone={(q.count.value ?? 0) > 0 ? 'unknown' : undefined}
            link={figureLink(q.count.rows)}
          />
        ))}
        {(['merger', 'stale'] as const).map((k) => (
          <FigureTile
            key={k}
            label={t(`rationalisation:figure.${k}`)}
            figure={f.number(s[k].value ?? 0)}
            unit={t('rationalisation:unit.systems')}
            tone={k === 'stale' && (s[k].value ?? 0) > 0 ? 'unknown' : undefined}
            link={figureLink(s[k].rows)}
          />
        ))}
        <FigureTile
          label={t('rationalisation:figure.retired')}
          figure={f.number(s.retirement.retired.value ?? 0)}
          unit={t('rationalisation:figure.ofPlanned', { n: f.number(s.retirement.planned.value ?? 0) })}
          link={figureLink(s.retirement.retired.rows)}
        />
      </div>
    </div>
  );
}

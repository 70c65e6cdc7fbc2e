import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseItem, caseFacetsOptions, casesOptions, type Summary, summaryOptions } from '@/api/rationalisation';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { usePrefs } from '@/lib/prefs';
import { FigureTile } from '@/ui/FigureTile';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { Word } from './Chips';
import { caseFacets, caseFields, caseFilters, caseNarrowed, caseSort, casesQuery } from './fields';
import { caseTone } from './model';
import { Nav } from './Nav';

/** What is merged, what does it save, and how many systems are gone? */
export function CaseList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const onSearch = useTableSearch();
  const query = casesQuery(search);
  const list = useQuery(casesOptions(query));
  const counts = useQuery(caseFacetsOptions(query));
  const summary = useQuery(summaryOptions({})).data;
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => {
    const money = (n: number | null) => (n === null ? t('rationalisation:unknown') : f.yen(n));
    return columnsOf<CaseItem>(caseFields, {
      name: (x) => f.name(x),
      state: (x) => <Word tone={caseTone[x.state]}>{t(`cases:state.${x.state}`)}</Word>,
      absorbed: (x) => t('cases:retiredOf', { retired: f.number(x.retired), absorbed: f.number(x.absorbed) }),
      runBefore: (x) => money(x.runBefore),
      runAfter: (x) => money(x.runAfter),
      oneOff: (x) => money(x.oneOff),
      saving: (x) => money(x.saving),
      payback: (x) =>
        x.payback === null ? (
          '—'
        ) : (
          <>
            {f.number(x.payback, 1)}
            {x.paidBack && <span className="block text-good text-note">{t('cases:paidBack')}</span>}
          </>
        ),
    }).map((c) =>
      ['runBefore', 'runAfter', 'oneOff', 'saving'].includes(c.key) ? { ...c, unit: `common:yenUnit.${yen}` } : c,
    );
  }, [t, f, yen]);
  const create = holds(me, 'consolidations:create') && (
    <MainLink to="/rationalisation/cases/new">{t('cases:new')}</MainLink>
  );
  const r = summary?.retirement;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('cases:title')}
        answer={
          r &&
          t('cases:answer', {
            retired: f.number(r.retired.value ?? 0),
            planned: f.number(r.planned.value ?? 0),
          })
        }
        actions={create}
      />
      <Nav />
      {r && !isFiltered(search, caseFilters) && <Tiles retirement={r} />}
      <DataTable<CaseItem>
        title={t('cases:title')}
        columns={columns}
        facets={caseFacets}
        narrowed={caseNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={caseSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/rationalisation/cases/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <Word tone={caseTone[x.state]}>{t(`cases:state.${x.state}`)}</Word>,
          facts: [
            t('cases:retiredOf', { retired: f.number(x.retired), absorbed: f.number(x.absorbed) }),
            x.payback === null
              ? '—'
              : t(x.paidBack ? 'cases:paidBack' : 'cases:paysBack', { years: f.number(x.payback, 1) }),
          ],
        })}
        empty={{ title: t('cases:empty'), hint: t('cases:emptyHint'), action: create }}
      />
    </div>
  );
}

function Tiles({ retirement: r }: { retirement: Summary['retirement'] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  return (
    <div className="flex flex-wrap gap-2">
      <FigureTile
        label={t('cases:figure.retired')}
        figure={f.number(r.retired.value ?? 0)}
        unit={t('rationalisation:figure.ofPlanned', { n: f.number(r.planned.value ?? 0) })}
        link={figureLink(r.retired.rows)}
      />
      <FigureTile
        label={t('cases:figure.overdue')}
        figure={f.number(r.overdue.value ?? 0)}
        unit={t('rationalisation:unit.systems')}
        tone={(r.overdue.value ?? 0) > 0 ? 'bad' : 'good'}
        link={figureLink(r.overdue.rows)}
      />
      {(['saving', 'oneOff'] as const).map((k) => (
        <FigureTile
          key={k}
          label={t(`cases:figure.${k}`)}
          figure={r[k].value === null ? t('rationalisation:unknown') : f.yen(r[k].value)}
          unit={r[k].value === null ? undefined : t(`common:yenUnit.${yen}`)}
          tone={r[k].value === null ? 'unknown' : undefined}
          link={figureLink(r[k].rows)}
        />
      ))}
      <FigureTile
        label={t('cases:figure.unpriced')}
        figure={f.number(r.unpriced.value ?? 0)}
        unit={t('cases:unit.cases')}
        tone={(r.unpriced.value ?? 0) > 0 ? 'unknown' : undefined}
        link={figureLink(r.unpriced.rows)}
      />
    </div>
  );
}

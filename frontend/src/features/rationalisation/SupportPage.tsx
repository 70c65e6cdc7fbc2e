import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Calendar, calendarOptions, type Part, partFacetsOptions, partsOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import { columnsOf } from '@/ui/fields/columns';
import { PageHead, Section } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { Rows, Word } from './Chips';
import { partFacets, partFields, partFilters, partNarrowed, partSort, partsQuery } from './fields';
import { supportTone } from './model';
import { Nav } from './Nav';

/** Whose support ends when, and where does a lease end before the successor runs? */
export function SupportPage({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = partsQuery(search);
  const list = useQuery(partsOptions(query));
  const counts = useQuery(partFacetsOptions(query));
  const calendar = useQuery(calendarOptions({})).data;
  const columns = useMemo(
    () =>
      columnsOf<Part>(partFields, {
        part: (x) => `${x.name} ${x.version}`,
        status: (x) => <Word tone={supportTone[x.status]}>{t(`rationalisation:support.${x.status}`)}</Word>,
        systemName: (x) => f.pick(x.systemName, x.systemNameEn),
        endsOn: (x) => (x.endsOn ? f.dayShort(x.endsOn) : t('rationalisation:unknown')),
        checkedOn: (x) => (x.checkedOn ? f.dayShort(x.checkedOn) : t('rationalisation:unknown')),
      }),
    [t, f],
  );
  const shown = calendar && !isFiltered(search, partFilters);
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('rationalisation:support.title')}
        answer={
          calendar &&
          t('rationalisation:support.answer', {
            past: f.number(calendar.past.value ?? 0),
            conflicts: f.number(calendar.conflicts.value ?? 0),
            on: f.day(calendar.asOf),
          })
        }
      />
      <Nav />
      {shown && (
        <div className="flex flex-wrap gap-2">
          {calendar.statuses.map((s) => (
            <FigureTile
              key={s.status}
              label={t(`rationalisation:support.${s.status}`)}
              figure={f.number(s.count.value ?? 0)}
              unit={t('rationalisation:unit.parts')}
              tone={supportTone[s.status]}
              link={figureLink(s.count.rows)}
            />
          ))}
          <FigureTile
            label={t('rationalisation:support.conflicts')}
            figure={f.number(calendar.conflicts.value ?? 0)}
            unit={t('rationalisation:unit.leases')}
            tone={(calendar.conflicts.value ?? 0) > 0 ? 'bad' : 'good'}
            link={figureLink(calendar.conflicts.rows)}
          />
        </div>
      )}
      {shown && <Grid calendar={calendar} />}
      <DataTable<Part>
        title={t('rationalisation:support.list')}
        columns={columns}
        facets={partFacets}
        narrowed={partNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={partSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/systems/$id', params: { id: x.systemId }, search: { tab: 'components' } })}
        rowName={(x) => `${x.name} ${x.version} ${f.pick(x.systemName, x.systemNameEn)}`}
        card={(x) => ({
          title: `${x.name} ${x.version}`,
          status: <Word tone={supportTone[x.status]}>{t(`rationalisation:support.${x.status}`)}</Word>,
          facts: [f.pick(x.systemName, x.systemNameEn), x.endsOn ? f.dayShort(x.endsOn) : t('rationalisation:unknown')],
        })}
        empty={{ title: t('rationalisation:support.empty'), hint: t('rationalisation:support.emptyHint') }}
      />
    </div>
  );
}

/** Fiscal years down, quarters across: components whose support ends, and leases that run out. */
function Grid({ calendar: c }: { calendar: Calendar }) {
  const { t } = useTranslation();
  const f = useFormat();
  const head = 'border-line-strong border-b px-3 py-1 font-normal whitespace-nowrap text-note text-ink-soft';
  return (
    <Section title={t('rationalisation:support.calendar')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('rationalisation:support.calendar')} tabIndex={0}>
        <table className="w-full border-separate border-spacing-0">
          <thead>
            <tr>
              <th scope="col" className={`${head} text-left`}>
                {t('rationalisation:fiscalYear')}
              </th>
              {[1, 2, 3, 4].map((q) => (
                <th key={q} scope="col" className={`${head} text-left`}>
                  {t(`rationalisation:quarter.${q}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {c.years.map((y) => (
              <tr key={y.fiscalYear}>
                <th scope="row" className="whitespace-nowrap border-line border-b px-3 py-1.5 text-left font-normal">
                  {f.fiscalYear(y.fiscalYear)}
                </th>
                {y.quarters.map((q) => {
                  const name = `${f.fiscalYear(y.fiscalYear)} ${t(`rationalisation:quarter.${q.quarter}`)}`;
                  return (
                    <td key={q.quarter} className="whitespace-nowrap border-line border-b px-3 py-1.5">
                      <span className="flex flex-wrap gap-x-4 gap-y-2 py-1">
                        {(q.parts.value ?? 0) > 0 && (
                          <Rows
                            figure={q.parts}
                            name={name}
                            show={(n) => t('rationalisation:support.ends', { n: f.number(n) })}
                          />
                        )}
                        {(q.leases.value ?? 0) > 0 && (
                          <Rows
                            figure={q.leases}
                            name={name}
                            show={(n) => t('rationalisation:support.leases', { n: f.number(n) })}
                          />
                        )}
                        {!q.parts.value && !q.leases.value && <span className="text-ink-faint">—</span>}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="flex flex-wrap gap-x-6 text-note text-ink-soft">
        <span>
          {t('rationalisation:support.unknown')} <Rows figure={c.unknown} name={t('rationalisation:support.unknown')} />
        </span>
        <span>
          {t('rationalisation:support.beyond')} <Rows figure={c.beyond} name={t('rationalisation:support.beyond')} />
        </span>
        <span className="measure">{t('rationalisation:support.rule')}</span>
      </p>
    </Section>
  );
}

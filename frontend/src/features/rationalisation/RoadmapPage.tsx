import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Renewal, type Roadmap, renewalsOptions, roadmapOptions } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { usePrefs } from '@/lib/prefs';
import { StackedBars } from '@/ui/chart/StackedBars';
import { FigureTile } from '@/ui/FigureTile';
import type { Column } from '@/ui/fields/columns';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { Rows, Word } from './Chips';
import { renewalFilters, renewalNarrowed, renewalSort, renewalsQuery } from './fields';
import { renewalTone } from './model';
import { Nav } from './Nav';
import { RoadmapGrid } from './RoadmapGrid';

/** What is to be renewed in which year, and what will it cost? */
export function RoadmapPage({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const onSearch = useTableSearch();
  const list = useQuery(renewalsOptions(renewalsQuery(search)));
  const map = useQuery(roadmapOptions({})).data;
  const filtered = isFiltered(search, renewalFilters);
  // What has no day has its own figure; the table of years begins with what is overdue, unless the reader has chosen.
  const ahead = useQuery({
    ...renewalsOptions({ state: 'overdue,ahead,avoided', sort: renewalSort, limit: 50 }),
    enabled: !filtered,
  }).data;
  const shown = (filtered ? list.data : ahead)?.items ?? [];
  const columns = useColumns(yen);
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('rationalisation:roadmap.title')}
        answer={
          map &&
          t('rationalisation:roadmap.answer', {
            overdue: f.number(map.overdue.value ?? 0),
            unknown: f.number(map.unknown.value ?? 0),
            on: f.day(map.asOf),
          })
        }
      />
      <Nav />
      {map && !filtered && (
        <>
          <Tiles map={map} />
          <Years map={map} />
        </>
      )}
      {map && shown.length > 0 && <RoadmapGrid items={shown} map={map} />}
      <DataTable<Renewal>
        title={t('rationalisation:roadmap.list')}
        columns={columns}
        facets={[]}
        narrowed={renewalNarrowed}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={renewalSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/systems/$id', params: { id: x.id }, search: { tab: 'rationalisation' } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <Word tone={renewalTone[x.state]}>{t(`rationalisation:renewal.${x.state}`)}</Word>,
          facts: [
            x.renewalOn ? f.dayShort(x.renewalOn) : t('rationalisation:unknown'),
            x.amount === null
              ? t('rationalisation:roadmap.unpriced')
              : `${f.yen(x.amount)} ${t(`common:yenUnit.${yen}`)}`,
          ],
        })}
        empty={{ title: t('rationalisation:roadmap.empty'), hint: t('rationalisation:roadmap.emptyHint') }}
      />
    </div>
  );
}

function useColumns(yen: string): Column<Renewal>[] {
  const { t } = useTranslation();
  const f = useFormat();
  const column = (key: string, cell: Column<Renewal>['cell'], more: Partial<Column<Renewal>> = {}) => ({
    key,
    label: `rationalisation:field.${key}`,
    numeric: false,
    sortable: false,
    shown: true,
    cell,
    ...more,
  });
  return [
    column('name', (x) => f.name(x), { width: 18 }),
    column('state', (x) => <Word tone={renewalTone[x.state]}>{t(`rationalisation:renewal.${x.state}`)}</Word>),
    column(
      'renewalOn',
      (x) =>
        x.renewalOn
          ? `${f.dayShort(x.renewalOn)}${x.given ? '' : ` ${t('rationalisation:roadmap.derived')}`}`
          : t('rationalisation:unknown'),
      { sortable: true },
    ),
    column('amount', (x) => (x.amount === null ? t('rationalisation:unknown') : f.yen(x.amount)), {
      sortable: true,
      numeric: true,
      unit: `common:yenUnit.${yen}`,
    }),
    column('lastRenewalOn', (x) => (x.lastRenewalOn ? f.dayShort(x.lastRenewalOn) : '—')),
    column('ownerId', (x) => f.pick(x.ownerName, x.ownerNameEn)),
    column('basis', (x) => x.basis || '—', { shown: false }),
    column('code', (x) => x.code),
  ];
}

function Tiles({ map }: { map: Roadmap }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const tones = { overdue: 'bad', unknown: 'unknown', avoided: undefined } as const;
  return (
    <div className="flex flex-wrap gap-2">
      {(['overdue', 'unknown', 'avoided'] as const).map((k) => (
        <FigureTile
          key={k}
          label={t(`rationalisation:roadmap.${k}`)}
          figure={f.number(map[k].value ?? 0)}
          unit={t('rationalisation:unit.systems')}
          tone={(map[k].value ?? 0) > 0 ? tones[k] : undefined}
          link={figureLink(map[k].rows)}
        />
      ))}
      <FigureTile
        label={t('rationalisation:roadmap.saved')}
        figure={map.saved.value === null ? t('rationalisation:unknown') : f.yen(map.saved.value)}
        unit={map.saved.value === null ? undefined : t(`common:yenUnit.${yen}`)}
        tone={map.saved.value === null ? 'unknown' : undefined}
        link={figureLink(map.saved.rows)}
      />
    </div>
  );
}

/** The cost by year; what nobody has estimated is counted below and never drawn as nothing. */
function Years({ map }: { map: Roadmap }) {
  const { t } = useTranslation();
  const f = useFormat();
  const years = map.years;
  // What is overdue stands before the years: it is in none of them.
  const late = (map.overdue.value ?? 0) > 0;
  return (
    <Section title={t('rationalisation:roadmap.years')}>
      <StackedBars
        id="rationalisation.roadmap"
        title={t('rationalisation:roadmap.cost')}
        description={t('rationalisation:roadmap.costHelp')}
        head={t('rationalisation:fiscalYear')}
        measure={{ kind: 'yen', unit: 'oku' }}
        categories={[
          ...(late
            ? [
                {
                  key: 'late',
                  label: t('rationalisation:roadmap.overdue'),
                  tick: t('rationalisation:roadmap.overdueTick'),
                  kind: 'past' as const,
                },
              ]
            : []),
          ...years.map((y) => ({
            key: String(y.fiscalYear),
            label: f.fiscalYear(y.fiscalYear),
            tick: f.fiscalYearTick(y.fiscalYear),
            kind: 'forecast' as const,
          })),
        ]}
        series={[
          {
            key: 'amount',
            label: t('rationalisation:field.amount'),
            data: [...(late ? [map.late] : []), ...years].map((y) => ({ value: y.amount.value, href: y.amount.rows })),
          },
        ]}
      />
      <p className="flex flex-wrap gap-x-6 gap-y-1">
        <span className="text-ink-soft">{t('rationalisation:roadmap.unpricedOf')}</span>
        {late && (
          <span className="whitespace-nowrap text-bad">
            {t('rationalisation:roadmap.overdue')}{' '}
            <Rows
              figure={map.late.unpriced}
              name={`${t('rationalisation:roadmap.overdue')} ${t('rationalisation:roadmap.unpriced')}`}
            />
            {' / '}
            <Rows figure={map.overdue} name={t('rationalisation:roadmap.overdue')} />
          </span>
        )}
        {years
          .filter((y) => (y.systems.value ?? 0) > 0)
          .map((y) => (
            <span key={y.fiscalYear} className="whitespace-nowrap text-center">
              {f.fiscalYear(y.fiscalYear)}{' '}
              <Rows
                figure={y.unpriced}
                name={`${f.fiscalYear(y.fiscalYear)} ${t('rationalisation:roadmap.unpriced')}`}
              />
              {' / '}
              <Rows figure={y.systems} name={`${f.fiscalYear(y.fiscalYear)} ${t('rationalisation:unit.systems')}`} />
            </span>
          ))}
        <span className="whitespace-nowrap">
          {t('rationalisation:roadmap.beyond')} <Rows figure={map.beyond} name={t('rationalisation:roadmap.beyond')} />
        </span>
      </p>
      <p className="text-note text-ink-soft">
        {t('rationalisation:roadmap.budget')}{' '}
        <Link to="/budgets/forecast">{t('rationalisation:roadmap.toBudget')}</Link>
      </p>
    </Section>
  );
}

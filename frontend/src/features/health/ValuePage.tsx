import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { healthValueOptions, type ValueRow } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import type { Column } from '@/ui/fields/columns';
import { BareLink } from '@/ui/Link';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { Verdict } from './Chips';
import { valueFacets, valueQuery, valueSort } from './fields';
import { HealthFrame } from './HealthFrame';
import { Name, Pick } from './projectColumns';

const column = (
  key: string,
  cell: Column<ValueRow>['cell'],
  more: Partial<Column<ValueRow>> = {},
): Column<ValueRow> => ({
  key,
  label: `health:value.${key}`,
  numeric: true,
  sortable: true,
  shown: true,
  cell,
  ...more,
});

const common: Column<ValueRow>[] = [
  column('code', (r) => <Name row={r} />, { label: 'health:value.name', numeric: false, width: 18 }),
  column('section', (r) => <Pick ja={r.sectionName} en={r.sectionNameEn} />, {
    label: 'health:column.section',
    numeric: false,
    sortable: false,
  }),
  column('yearCost', (r) => <Yen n={r.yearCost} />, { unit: 'health:unit.yen' }),
  column('users', (r) => <Plain n={r.users} />, { unit: 'health:unit.people' }),
  column('userCost', (r) => <Yen n={r.userCost} />, { unit: 'health:unit.yen' }),
];

const ofProjects: Column<ValueRow>[] = [
  ...common,
  column('kpiPermille', (r) => <Percent permille={r.kpiPermille} />, {
    label: 'health:value.kpi',
    unit: 'health:unit.percent',
  }),
  column('kpiCost', (r) => <Yen n={r.kpiCost} />, { unit: 'health:unit.yen' }),
  column('overall', (r) => <Verdict colour={r.overall} />, {
    label: 'health:column.overall',
    numeric: false,
    sortable: false,
  }),
];

const ofSystems: Column<ValueRow>[] = [
  ...common,
  column('overall', (r) => <Verdict colour={r.overall} />, {
    label: 'health:column.overall',
    numeric: false,
    sortable: false,
  }),
];

/** What does it cost for what it does? Unknown where an input is missing. */
export function ValuePage({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const subject = search.subject === 'project' ? 'project' : 'system';
  const query = valueQuery(search);
  const { data, error, isFetching, refetch } = useQuery(healthValueOptions(query));
  const unknown = useQuery(healthValueOptions({ subject, known: 'false', limit: 1 })).data;
  return (
    <HealthFrame
      answer={
        <>
          {t(`health:formula.${subject}s`)} {t('health:formula.userCost')}
          {subject === 'project' && ` · ${t('health:formula.kpiCost')}`}
          {unknown && unknown.total > 0 && ` · ${t('health:value.unknown', { count: unknown.total })}`}
        </>
      }
    >
      <nav aria-label={t('health:value.of')} className="no-print flex gap-2">
        {(['system', 'project'] as const).map((s) => (
          <BareLink
            key={s}
            to="/health/value"
            search={s === 'system' ? {} : { subject: s }}
            aria-current={subject === s ? 'true' : undefined}
            className={cx(
              'flex min-h-control items-center rounded-part border px-3 hover:bg-hover',
              subject === s ? 'border-accent font-bold text-accent' : 'border-line text-ink-soft',
            )}
          >
            {t(`health:value.${s}s`)}
          </BareLink>
        ))}
      </nav>
      <DataTable<ValueRow>
        title={t('health:screen.value')}
        columns={subject === 'project' ? ofProjects : ofSystems}
        facets={valueFacets}
        data={data}
        error={error}
        isFetching={isFetching}
        onRetry={() => void refetch()}
        sort={valueSort}
        search={search}
        onSearch={onSearch}
        rowLink={(r) =>
          r.subject === 'project'
            ? { to: '/projects/$id/health', params: { id: r.id } }
            : { to: '/systems/$id', params: { id: r.id }, search: { tab: 'health' } }
        }
        rowName={(r) => `${r.code} ${f.name(r)}`}
        card={(r) => ({
          title: `${r.code} ${f.name(r)}`,
          status: r.userCost === null ? t('health:unknown') : t('health:yenAUser', { yen: f.yen(r.userCost, 'yen') }),
          facts: [
            <span key="cost">
              {t('health:value.yearCost')} <Yen n={r.yearCost} />
            </span>,
            <span key="users">
              {t('health:value.users')} <Plain n={r.users} />
            </span>,
          ],
        })}
        empty={{ title: t('health:empty.value'), hint: t('health:empty.valueHint') }}
        filterNames={Object.fromEntries(
          (data?.items ?? []).map((r) => [r.sectionId, f.pick(r.sectionName, r.sectionNameEn)]),
        )}
      />
    </HealthFrame>
  );
}

function Unknown() {
  return <span className="text-ink-soft">{useTranslation().t('health:unknown')}</span>;
}

function Yen({ n }: { n: number | null }) {
  const f = useFormat();
  return n === null ? <Unknown /> : f.yen(n, 'yen');
}

function Plain({ n }: { n: number | null }) {
  const f = useFormat();
  return n === null ? <Unknown /> : f.number(n);
}

function Percent({ permille }: { permille: number | null }) {
  const f = useFormat();
  return permille === null ? <Unknown /> : f.number(permille / 10, 1);
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type HealthSummary, healthProjectFacetsOptions, healthProjectsOptions, type ProjectRow } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { useSay, Verdict } from './Chips';
import { healthSort, projectFacets, projectsQuery } from './fields';
import { HealthFrame, SincePicker, useSummary } from './HealthFrame';
import { HealthPreview } from './HealthPreview';
import { projectColumns, ReportAge } from './projectColumns';
import { RuleNote } from './RuleNote';
import { type TileEntry, Tiles } from './Tiles';
import { TopReason } from './TopReason';

const since = (search: TableSearch) => (search.since ? String(search.since) : undefined);

/** How many are in trouble, which got worse, what waits, how old is this? */
export function Portfolio({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = projectsQuery(search);
  const { data, error, isFetching, refetch } = useQuery(healthProjectsOptions(query));
  const facets = useQuery(healthProjectFacetsOptions(query)).data;
  const { summary, instead } = useSummary(since(search));
  return (
    <HealthFrame
      answer={summary && <Answer summary={summary} />}
      actions={
        <SincePicker
          summary={summary}
          since={since(search)}
          onSince={(day) => onSearch({ since: day, page: undefined })}
        />
      }
    >
      {instead}
      {summary && (
        <Tiles entries={tilesOf(summary, t)} since={since(search)} comparedOn={summary.comparedOn || undefined} />
      )}
      <RuleNote rule={search.rule} onClear={() => onSearch({ rule: undefined, page: undefined })} />
      <DataTable<ProjectRow>
        title={t('health:screen.projects')}
        columns={projectColumns}
        facets={projectFacets}
        counts={facets && named(facets)}
        data={data}
        error={error}
        isFetching={isFetching}
        onRetry={() => void refetch()}
        sort={healthSort}
        search={search}
        onSearch={onSearch}
        wide
        below={(p) => p.disagreement && <Gap row={p} />}
        rowLink={(p) => ({ to: '/projects/$id/health', params: { id: p.id } })}
        rowName={(p) => `${p.code} ${f.name(p)}`}
        card={(p) => ({
          title: `${p.code} ${f.name(p)}`,
          status: <Verdict colour={p.overall} />,
          facts: [<TopReason key="why" results={p.reasons} />, <ReportAge key="age" row={p} />],
        })}
        preview={(p) => <HealthPreview row={p} subject="projects" />}
        empty={{ title: t('health:empty.projects'), hint: t('health:empty.projectsHint') }}
        filterNames={Object.fromEntries(
          (data?.items ?? []).map((p) => [p.sectionId, f.pick(p.sectionName, p.sectionNameEn)]),
        )}
      />
    </HealthFrame>
  );
}

/** What stands against the project's own word. */
function Gap({ row }: { row: ProjectRow }) {
  const { t } = useTranslation();
  const say = useSay();
  const against = row.reasons.filter((r) => r.verdict === row.overall);
  return t('health:gapLine', {
    declared: t(`health:colour.${row.declared || 'none'}`),
    evidence: t(`health:colour.${row.overall}`),
    count: against.length,
    what: against.slice(0, 3).map(say).join(' · '),
  });
}

/** Never reported is "none" in the filter, not "". */
function named({ declared, ...facets }: Record<string, Record<string, number>>) {
  const { '': none = 0, ...said } = declared ?? {};
  return { ...facets, declared: { ...said, none } };
}

function Answer({ summary }: { summary: HealthSummary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { red, worsened, total } = summary.projects;
  return t('health:answer', {
    red: f.number(red.value ?? 0),
    worsened: f.number(worsened.value ?? 0),
    total: f.number(total.value ?? 0),
    at: f.instant(summary.judgedAt) || f.day(summary.asOf),
  });
}

function tilesOf({ projects: p, overdueFindings }: HealthSummary, t: (key: string) => string): TileEntry[] {
  const unit = t('health:unit.row');
  const tile = (key: string, of: TileEntry['tile'], tone?: TileEntry['tone']): TileEntry => ({
    key,
    label: t(`health:tile.${key}`),
    tile: of,
    unit,
    tone,
  });
  return [
    tile('red', p.red, 'bad'),
    tile('disagreement', p.disagreement, 'warn'),
    tile('gateWaiting', p.gateWaiting),
    ...(overdueFindings.rows
      ? [tile('overdueFindings', overdueFindings, 'bad')]
      : [tile('worsened', p.worsened, 'bad')]),
    tile('reportStale', p.reportStale, 'unknown'),
  ];
}

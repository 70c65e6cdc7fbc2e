import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ProjectItem, projectFacetsOptions, projectsOptions } from '@/api/projects';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { Link, MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { HealthChip, ReportAge, SlipText } from './Chips';
import { NextGate, projectColumns } from './columns';
import { attention, facetCounts, projectName } from './model';
import { ProjectPreview } from './ProjectPreview';
import { projectFacets, projectSort, projectsQuery } from './search';

const running = 'active,execution';

/** Every project one may see: which are in trouble, which gate is next, how old is that? */
export function ProjectList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = projectsQuery(search);
  const { data, error, isFetching, refetch } = useQuery(projectsOptions(query));
  const facets = useQuery(projectFacetsOptions(query)).data;
  const stale = useQuery(projectsOptions({ ...query, reportStale: 'true', limit: 1, page: 1 })).data;
  const { data: me } = useQuery(meOptions());
  const mayCreate = holds(me, 'projects:create');
  const create = mayCreate && <MainLink to="/projects/new">{t('projects:new')}</MainLink>;
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('projects:title')} answer={<Answer />} actions={create} />
      <DataTable
        title={t('projects:title')}
        columns={projectColumns}
        facets={projectFacets}
        counts={facetCounts(facets, stale?.total)}
        data={data}
        error={error}
        isFetching={isFetching}
        onRetry={() => void refetch()}
        sort={projectSort}
        search={search}
        onSearch={onSearch}
        rowLink={(p) => ({ to: '/projects/$id', params: { id: p.id } })}
        rowName={projectName}
        card={(p) => ({
          title: `${p.code} ${f.name(p)}`,
          status: <HealthChip project={p} bare />,
          facts: [<NextGate key="gate" project={p} />, <CardFigures key="figures" project={p} />],
        })}
        preview={(p) => <ProjectPreview project={p} />}
        empty={{
          title: t('projects:empty.title'),
          hint: t(mayCreate ? 'projects:empty.hint' : 'projects:empty.hintReader'),
          action: create,
        }}
        filterNames={Object.fromEntries(
          (data?.items ?? []).map((p) => [p.applicantId, f.pick(p.applicantName, p.applicantNameEn)]),
        )}
      />
    </div>
  );
}

function CardFigures({ project }: { project: ProjectItem }) {
  return (
    <span className="inline-flex gap-3">
      <SlipText days={project.slipDays} unit />
      <ReportAge project={project} />
    </span>
  );
}

/** The answer before the evidence; each figure is the way to its rows. */
function Answer() {
  const { t } = useTranslation();
  const f = useFormat();
  const counts = useQuery(projectFacetsOptions({ state: running })).data;
  const stale = useQuery(projectsOptions({ reportStale: 'true', limit: 1 })).data;
  if (!counts || !stale) return <span>{t('common:loading')}</span>;
  const a = attention(counts.declaredHealth, stale.total);
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 [&>a]:min-h-6">
      <Link to="/projects" search={{ declaredHealth: 'red', state: running }} className="font-bold">
        {t('projects:answer.red', { count: a.red })}
      </Link>
      <Link to="/projects" search={{ declaredHealth: 'amber', state: running }}>
        {t('projects:answer.amber', { count: a.amber })}
      </Link>
      <Link to="/projects" search={{ reportStale: 'true' }}>
        {t('projects:answer.stale', { count: a.stale })}
      </Link>
      <Link to="/projects" search={{ sort: '-slipDays', state: running }}>
        {t('projects:answer.slip')}
      </Link>
      <span>{t('projects:answer.of', { count: a.running, on: f.day(today()) })}</span>
    </span>
  );
}

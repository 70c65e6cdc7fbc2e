import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reportOptions, reportsOptions } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { latestPublished } from './model';
import { ReportCompare } from './ReportCompare';
import { ReportText } from './ReportText';

/** The latest word of the project, against the one before; alone where the others stand below it. */
export function LatestReport({ projectId, alone }: { projectId: string; alone?: boolean }) {
  const { t } = useTranslation();
  const f = useFormat();
  const list = useQuery(reportsOptions(projectId));
  const id = latestPublished(list.data?.items ?? [])?.id;
  const { data: report, error, refetch } = useQuery({ ...reportOptions(projectId, id ?? ''), enabled: Boolean(id) });
  if (list.error || error)
    return (
      <FailedState error={list.error ?? error} onRetry={() => void (error ? refetch() : list.refetch())} compact />
    );
  if (!list.data || (id && !report)) return <SkeletonRows rows={6} columns={4} />;
  if (!report) return <EmptyState title={t('reports:empty.title')} hint={t('reports:empty.hint')} />;
  return (
    <Section
      title={t('reports:latest', { on: f.day(report.asOf) })}
      actions={
        !alone && (
          <Link to="/projects/$id/reports" params={{ id: projectId }} className="no-print">
            {t('reports:all')}
          </Link>
        )
      }
    >
      <div className="grid items-start gap-x-8 gap-y-4 xl:grid-cols-2">
        <ReportCompare report={report} previous={report.previous} />
        <ReportText report={report} />
      </div>
    </Section>
  );
}

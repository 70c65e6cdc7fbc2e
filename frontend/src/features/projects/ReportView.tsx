import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reportOptions } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { FailedState, SkeletonRows } from '@/ui/states';
import { ReportCompare } from './ReportCompare';
import { ReportDraft } from './ReportDraft';
import { ReportText } from './ReportText';

/** One report by its own address: what a gate's proof points at. */
export function ReportView({ projectId, reportId }: { projectId: string; reportId: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: report, error, refetch } = useQuery(reportOptions(projectId, reportId));
  if (error && !report) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!report) return <SkeletonRows />;
  if (report.state === 'draft') return <ReportDraft report={report} previous={report.previous} />;
  return (
    <Section
      title={t('reports:title', { on: f.day(report.asOf) })}
      actions={
        <Link to="/projects/$id/reports" params={{ id: projectId }}>
          {t('reports:all')}
        </Link>
      }
    >
      <ReportCompare report={report} previous={report.previous} />
      <ReportText report={report} />
    </Section>
  );
}

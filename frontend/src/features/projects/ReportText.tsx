import { useTranslation } from 'react-i18next';
import type { Report } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';

const texts = ['summary', 'achieved', 'nextSteps', 'issues'] as const;

/** What a report says in words, and by whose hand. */
export function ReportText({ report }: { report: Report }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className="flex flex-col gap-2">
      <DescriptionList
        facts={texts
          .filter((key) => report[key])
          .map((key) => ({
            key,
            label: t(`reports:field.${key}`),
            value: <span className="measure block">{report[key]}</span>,
          }))}
      />
      <p className="text-note text-ink-soft">
        {report.publishedAt
          ? t('reports:published', { at: f.instant(report.publishedAt), by: report.publishedByName })
          : t('reports:unpublished')}
      </p>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { budgetOptions } from '@/api/budgets';
import { HrefLink } from '@/ui/HrefLink';
import { Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonText } from '@/ui/states';
import { RiseTable } from './RiseTable';
import { YearsChart } from './YearsChart';

/** What a system or a project costs by fiscal year, on its own page. */
export function BudgetTab({ systemId, projectId }: { systemId?: string; projectId?: string }) {
  const { t } = useTranslation();
  const { data: o, error, refetch } = useQuery(budgetOptions({ systemId, projectId }));
  if (error && !o) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!o) return <SkeletonText lines={6} />;
  const any = o.years.some(
    (y) => (y.recurring.planned.value ?? 0) + (y.oneOff.planned.value ?? 0) + (y.recurring.forecast.value ?? 0) > 0,
  );
  if (!any) return <EmptyState title={t('budgets:tabNone')} />;
  const what = t(systemId ? 'budgets:page.system' : 'budgets:page.project');
  return (
    <div className="flex flex-col gap-6">
      <YearsChart overview={o} measure="planned" title={t('budgets:chart.system', { what })} />
      <HrefLink
        href={`/budgets/lines?${systemId ? `systemId=${systemId}` : `projectId=${projectId}`}`}
        className="self-start text-accent underline underline-offset-3"
      >
        {t('budgets:tabLines')}
      </HrefLink>
      {o.rises.length > 0 && (
        <Section title={t('budgets:rises.title')}>
          <RiseTable overview={o} />
        </Section>
      )}
    </div>
  );
}

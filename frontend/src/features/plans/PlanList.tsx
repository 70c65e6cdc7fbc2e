import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PlanItem, plansOptions } from '@/api/plans';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { PlanCard } from './PlanCard';
import { PlansNav } from './PlansNav';

/** The plans, the latest first: what was set out, what became of it. */
export function PlanList() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(plansOptions({ limit: 200 }));
  const { data: me } = useQuery(meOptions());
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonPage />;
  const create = holds(me, 'plans:create') && <MainLink to="/plans/new">{t('plans:new')}</MainLink>;
  const current = data.items.filter((p) => p.current && p.state === 'approved');
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('plans:title')}
        answer={current[0] ? <Answer plan={current[0]} /> : t('plans:noCurrent')}
        actions={create}
      />
      <PlansNav />
      {data.items.length === 0 && <EmptyState title={t('plans:empty')} hint={t('plans:emptyHint')} action={create} />}
      <ol className="flex flex-col gap-4">
        {data.items.map((p) => (
          <li key={p.id}>
            <PlanCard plan={p} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Answer({ plan }: { plan: PlanItem }) {
  const { t } = useTranslation();
  const f = useFormat();
  return t('plans:answer', {
    name: f.name(plan),
    total: f.number(plan.tally.total.value ?? 0),
    behind: f.number(plan.tally.behind.value ?? 0),
    unknown: f.number(plan.tally.unknown.value ?? 0),
  });
}

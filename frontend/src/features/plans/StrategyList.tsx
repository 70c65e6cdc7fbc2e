import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PlanItem, plansOptions, type Strategy, strategiesOptions } from '@/api/plans';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { Link, MainLink } from '@/ui/Link';
import { Card, PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { PlanState } from './PlanState';
import { PlansNav } from './PlansNav';

/** Which edition of the strategy was decided when, and which plans carry it out? */
export function StrategyList() {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error, refetch } = useQuery(strategiesOptions({ limit: 200 }));
  const plans = useQuery(plansOptions({ limit: 200 }));
  const { data: me } = useQuery(meOptions());
  const failed = error ?? plans.error;
  if (failed && !(data && plans.data))
    return <FailedState error={failed} onRetry={() => void Promise.all([refetch(), plans.refetch()])} />;
  if (!data || !plans.data) return <SkeletonPage />;
  const create = holds(me, 'plans:create') && <MainLink to="/plans/strategies/new">{t('strategies:new')}</MainLink>;
  const newest = data.items[0];
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('strategies:title')}
        answer={
          newest &&
          (newest.decidedOn
            ? t('strategies:answer', { name: f.name(newest), on: f.day(newest.decidedOn) })
            : t('strategies:answerUndecided', { name: f.name(newest) }))
        }
        actions={create}
      />
      <PlansNav />
      {data.items.length === 0 && (
        <EmptyState title={t('strategies:empty')} hint={t('strategies:emptyHint')} action={create} />
      )}
      <ol className="flex flex-col gap-4">
        {data.items.map((s) => (
          <li key={s.id}>
            <Edition strategy={s} plans={plans.data.items.filter((p) => p.strategyId === s.id)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Edition({ strategy, plans }: { strategy: Strategy; plans: PlanItem[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-section">
          <Link to="/plans/strategies/$id" params={{ id: strategy.id }}>
            {f.name(strategy)}
          </Link>{' '}
          <span className="font-normal text-body text-ink-soft">{strategy.code}</span>
        </h2>
        <span className="text-ink-soft">
          {strategy.decidedOn
            ? t('strategies:decidedAt', { on: f.day(strategy.decidedOn) })
            : t('strategies:undecided')}
        </span>
      </div>
      {strategy.summary && <p className="measure whitespace-pre-line">{strategy.summary}</p>}
      {plans.length === 0 ? (
        <p className="text-ink-soft">{t('strategies:noPlans')}</p>
      ) : (
        <ul className="border-line border-t">
          {plans.map((p) => (
            <li key={p.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2">
              <Link to="/plans/$id" params={{ id: p.id }}>
                {f.name(p)}
              </Link>
              <span className="text-ink-soft">
                {f.fiscalYear(p.fyFrom)}–{f.fiscalYear(p.fyTo)}
              </span>
              <span>{t('plans:actionsCount', { n: f.number(p.tally.total.value ?? 0) })}</span>
              <PlanState plan={p} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deletePlan, type Plan, planOptions, proposePlan } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { History } from '@/ui/fields/History';
import { ButtonLink, Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { toast } from '@/ui/toast';
import { actionFields, planFields } from './fields';
import { ApproveDialog, CloseDialog } from './PlanDialogs';
import { PlanFigures } from './PlanFigures';
import { PlanState } from './PlanState';
import { PlanVersions } from './PlanVersions';

/** One plan: did what was set out come about, and does the count add up? */
export function PlanPage({ id, tab }: { id: string; tab: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: plan, error, refetch } = useQuery(planOptions(id));
  if (error && !plan) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!plan) return <SkeletonPage />;
  const around = [plan.before, plan.after].filter((p) => p !== undefined);
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={f.name(plan)}
        code={plan.code}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <PlanState plan={plan} />
            <span>
              <Link to="/plans/strategies/$id" params={{ id: plan.strategyId }}>
                {f.pick(plan.strategyName, plan.strategyNameEn)}
              </Link>{' '}
              · {f.fiscalYear(plan.fyFrom)}–{f.fiscalYear(plan.fyTo)}
            </span>
            {plan.approvedOn && (
              <span>
                {t('plans:approvedAs', {
                  n: plan.versions,
                  meeting: plan.approvedMeeting,
                  on: f.day(plan.approvedOn),
                })}
              </span>
            )}
            {around.map((p) => (
              <Link key={p.id} to="/plans/$id" params={{ id: p.id }}>
                {t(p === plan.before ? 'plans:before' : 'plans:after', { name: f.name(p) })}
              </Link>
            ))}
          </span>
        }
        actions={<PlanActions plan={plan} />}
      />
      <Tabs
        label={t('plans:tabs.label', { name: f.name(plan) })}
        chosen={tab}
        onChange={(key) =>
          void navigate({ to: '/plans/$id', params: { id }, search: { tab: key }, replace: true, resetScroll: false })
        }
        tabs={[
          { key: 'figures', label: t('plans:tabs.figures'), content: <PlanFigures plan={plan} /> },
          {
            key: 'versions',
            label: t('plans:tabs.versions'),
            count: plan.versions,
            content: <PlanVersions plan={plan} />,
          },
          {
            key: 'history',
            label: t('plans:tabs.history'),
            content: (
              <History noun="plans" id={id} fields={(noun) => (noun === 'plan_actions' ? actionFields : planFields)} />
            ),
          },
        ]}
      />
    </div>
  );
}

/** What may be done with a plan; a refusal explains itself. */
function PlanActions({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [asks, setAsks] = useState<'approve' | 'close' | 'delete'>();
  const propose = useAct({
    send: (intent) => proposePlan(plan, intent),
    onDone: () => toast(t('plans:proposed', { name: f.name(plan) })),
  });
  const done = () => setAsks(undefined);
  return (
    <>
      <ButtonLink to="/actions" search={{ planId: plan.id }}>
        {t('plans:toActions')}
      </ButtonLink>
      {plan.can.delete?.allowed && (
        <Button variant="quiet" onPress={() => setAsks('delete')}>
          {t('common:delete')}
        </Button>
      )}
      {plan.can.update?.allowed && (
        <Button onPress={() => void navigate({ to: '/plans/$id/edit', params: { id: plan.id } })}>
          {t('common:edit')}
        </Button>
      )}
      {plan.can.propose?.allowed && (
        <Button busy={propose.busy} onPress={() => void propose.run()}>
          {t('plans:propose')}
        </Button>
      )}
      {plan.can.close?.allowed && <Button onPress={() => setAsks('close')}>{t('plans:close')}</Button>}
      {plan.state !== 'closed' && (
        <Button variant="main" can={plan.can.approve} onPress={() => setAsks('approve')}>
          {t('plans:approve', { n: plan.versions + 1 })}
        </Button>
      )}
      {propose.problem !== null && (
        <div className="w-full">
          <FailedState error={propose.problem} compact />
        </div>
      )}
      {asks === 'approve' && <ApproveDialog plan={plan} onClose={done} />}
      {asks === 'close' && <CloseDialog plan={plan} onClose={done} />}
      {asks === 'delete' && (
        <DeleteDialog
          words="plans"
          noun="plans"
          id={plan.id}
          name={f.name(plan)}
          send={(reason) => deletePlan(plan.id, plan.version, reason)}
          leave={() => navigate({ to: '/plans' })}
          onClose={done}
        />
      )}
    </>
  );
}

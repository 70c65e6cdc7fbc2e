import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteStrategy, plansOptions, type Strategy, strategyOptions } from '@/api/plans';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { DeleteDialog } from '@/ui/act/DeleteDialog';
import { Button } from '@/ui/Button';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { ButtonLink } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage, SkeletonText } from '@/ui/states';
import { strategyFields } from './fields';
import { PlanCard } from './PlanCard';

/** One edition of the strategy: what it says, and what became of its plans. */
export function StrategyPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const { data: s, error, refetch } = useQuery(strategyOptions(id));
  if (error && !s) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!s) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={f.name(s)}
        code={s.code}
        answer={s.decidedOn ? t('strategies:decidedAt', { on: f.day(s.decidedOn) }) : t('strategies:undecided')}
        actions={
          <>
            {s.can.delete?.allowed && (
              <Button variant="quiet" onPress={() => setDeleting(true)}>
                {t('common:delete')}
              </Button>
            )}
            {s.can.update?.allowed && (
              <Button onPress={() => void navigate({ to: '/plans/strategies/$id/edit', params: { id } })}>
                {t('common:edit')}
              </Button>
            )}
          </>
        }
      />
      <Plans strategy={s} />
      <FactSheet noun="strategies" fields={strategyFields} record={s} />
      <Section title={t('common:history.title')}>
        <History noun="strategies" id={id} fields={strategyFields} />
      </Section>
      {deleting && <DeleteStrategy strategy={s} onClose={() => setDeleting(false)} />}
    </div>
  );
}

function Plans({ strategy }: { strategy: Strategy }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(plansOptions({ strategyId: strategy.id, limit: 200 }));
  const { data: me } = useQuery(meOptions());
  const create = holds(me, 'plans:create') && (
    <ButtonLink to="/plans/new" search={{ strategyId: strategy.id }}>
      {t('plans:new')}
    </ButtonLink>
  );
  return (
    <Section title={t('strategies:plans')} actions={data && data.items.length > 0 && create}>
      {error && !data && <FailedState error={error} onRetry={() => void refetch()} compact />}
      {!data && !error && <SkeletonText lines={4} />}
      {data?.items.length === 0 && (
        <EmptyState title={t('strategies:noPlans')} hint={t('strategies:noPlansHint')} action={create} />
      )}
      {data?.items.map((p) => (
        <PlanCard key={p.id} plan={p} level={3} />
      ))}
    </Section>
  );
}

/** Takes out an edition entered by mistake; one with plans stays. */
function DeleteStrategy({ strategy, onClose }: { strategy: Strategy; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <DeleteDialog
      words="strategies"
      noun="strategies"
      id={strategy.id}
      name={f.name(strategy)}
      verb={t('strategies:deleteVerb')}
      send={(reason) => deleteStrategy(strategy.id, strategy.version, reason)}
      leave={() => navigate({ to: '/plans/strategies' })}
      onClose={onClose}
    />
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createPlan, type Plan, type PlanEdit, planOptions, strategyOptions, updatePlan } from '@/api/plans';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { planEdit, planFields } from './fields';

/** Makes a plan as a draft, or edits one. */
export function PlanForm({ id, strategyId }: { id?: string; strategyId?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: plan, error, refetch } = useQuery({ ...planOptions(id ?? ''), enabled: id !== undefined });
  const { data: strategy } = useQuery({ ...strategyOptions(strategyId ?? ''), enabled: strategyId !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if ((id && !plan) || (strategyId && !strategy)) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/plans/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={plan ? t('plans:editTitle', { name: f.name(plan) }) : t('plans:new')}
        code={plan?.code}
        answer={t('plans:formAnswer')}
      />
      <RecordForm<Plan>
        noun="plans"
        fields={plan ? planEdit : planFields}
        record={plan}
        defaults={strategy && { strategyId, strategyName: strategy.name, strategyNameEn: strategy.nameEn }}
        verb={t('plans:save')}
        can={plan?.can?.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as PlanEdit;
          return id && version !== undefined ? updatePlan(id, draft, version) : createPlan(draft, intent);
        }}
        onSaved={(saved) => {
          void cache.invalidateQueries({ queryKey: keyOf.all('plans') });
          toast(t('plans:saved', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/plans' }))}
      />
    </div>
  );
}

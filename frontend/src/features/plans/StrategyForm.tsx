import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  createStrategy,
  type Strategy,
  type StrategyEdit,
  strategiesOptions,
  strategyOptions,
  updateStrategy,
} from '@/api/plans';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { strategyEdit, strategyFields } from './fields';

/** Registers an edition of the strategy, or edits one. */
export function StrategyForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: strategy, error, refetch } = useQuery({ ...strategyOptions(id ?? ''), enabled: id !== undefined });
  const newest = useQuery({ ...strategiesOptions({ limit: 1 }), enabled: id === undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id ? !strategy : newest.isPending) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/plans/strategies/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={strategy ? t('strategies:editTitle', { name: f.name(strategy) }) : t('strategies:new')}
        code={strategy?.code}
        answer={t('strategies:formAnswer')}
      />
      <RecordForm<Strategy>
        noun="strategies"
        fields={strategy ? strategyEdit : strategyFields}
        record={strategy}
        defaults={{ edition: (newest.data?.items[0]?.edition ?? 0) + 1 }}
        verb={t('strategies:save')}
        can={strategy?.can.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as StrategyEdit;
          return id && version !== undefined ? updateStrategy(id, draft, version) : createStrategy(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('strategies', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('strategies') });
          // Plans are shown with the name of their edition.
          void cache.invalidateQueries({ queryKey: keyOf.all('plans') });
          toast(t('strategies:saved', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/plans/strategies' }))}
      />
    </div>
  );
}

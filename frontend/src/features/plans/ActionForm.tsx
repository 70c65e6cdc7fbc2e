import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Action, type ActionEdit, actionOptions, createAction, planOptions, updateAction } from '@/api/plans';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { actionEdit, actionFields } from './fields';

/** Adds an action to a plan, or edits one. In an approved plan both need their reason. */
export function ActionForm({ id, planId }: { id?: string; planId?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: action, error, refetch } = useQuery({ ...actionOptions(id ?? ''), enabled: id !== undefined });
  const { data: plan } = useQuery({ ...planOptions(planId ?? ''), enabled: planId !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if ((id && !action) || (planId && !plan)) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/actions/$id', params: { id: to } });
  const approved = action?.planState === 'approved';
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={action ? t('actions:editTitle', { name: f.name(action) }) : t('actions:new')}
        code={action?.code}
        answer={t(
          approved ? 'actions:reviseAnswer' : plan?.state === 'approved' ? 'actions:addAnswer' : 'actions:formAnswer',
        )}
      />
      <RecordForm<Action>
        noun="actions"
        fields={(action ? actionEdit : actionFields).filter(
          (x) =>
            !['addedWhy', 'addedOn'].includes(x.key) || (action ? action.origin === 'added' : plan?.state !== 'draft'),
        )}
        record={action}
        defaults={plan && { startsOn: `${plan.fyFrom}-04-01`, endsOn: `${plan.fyTo + 1}-03-31` }}
        verb={t('actions:save')}
        can={action?.can?.update}
        check={(draft) =>
          approved && !String(draft.reason ?? '').trim() ? [{ field: 'reason', rule: 'reason_required' }] : []
        }
        save={(body, { version, intent }) => {
          const draft = body as unknown as ActionEdit;
          return id && version !== undefined ? updateAction(id, draft, version) : createAction(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('actions', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('actions') });
          void cache.invalidateQueries({ queryKey: keyOf.all('plans') });
          toast(t('actions:saved', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() =>
          id ? open(id) : void navigate({ to: planId ? '/plans/$id' : '/actions', params: { id: planId ?? '' } })
        }
      />
    </div>
  );
}

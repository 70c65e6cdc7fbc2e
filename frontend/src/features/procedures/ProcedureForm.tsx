import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  createProcedure,
  type Procedure,
  type ProcedureEdit,
  procedureOptions,
  updateProcedure,
} from '@/api/procedures';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { procedureEdit, procedureFields } from './fields';
import { editable } from './model';

/** Enters a procedure, or edits one. */
export function ProcedureForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: p, error, refetch } = useQuery({ ...procedureOptions(id ?? ''), enabled: id !== undefined });
  if (id && error && !p) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !p) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/procedures/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={p ? t('procedures:editTitle', { name: f.name(p) }) : t('procedures:new')}
        code={p?.code}
        answer={t(p ? 'procedures:editAnswer' : 'procedures:newAnswer')}
      />
      <RecordForm<Procedure>
        noun="procedures"
        fields={p ? procedureEdit : procedureFields}
        record={p && editable(p)}
        defaults={{ kind: 'application', actor: 'citizen', recipient: 'municipality', bprState: 'not_started' }}
        verb={t(p ? 'procedures:save' : 'procedures:register')}
        can={p?.can.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as ProcedureEdit;
          return id && version !== undefined ? updateProcedure(id, draft, version) : createProcedure(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('procedures', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('procedures') });
          toast(t(id ? 'procedures:saved' : 'procedures:registered', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/procedures' }))}
      />
    </div>
  );
}

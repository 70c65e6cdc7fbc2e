import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createPilot, type Pilot, type PilotEdit, pilotOptions, updatePilot } from '@/api/pilots';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { pilotEdit, pilotFields } from './fields';
import { editable } from './model';

/** Plans a pilot, or edits one. */
export function PilotForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: p, error, refetch } = useQuery({ ...pilotOptions(id ?? ''), enabled: id !== undefined });
  if (id && error && !p) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !p) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/pilots/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={p ? t('pilots:editTitle', { name: f.name(p) }) : t('pilots:new')}
        code={p?.code}
        answer={t(p?.stage === 'running' ? 'pilots:editRunning' : p ? 'pilots:editAnswer' : 'pilots:newAnswer')}
      />
      <RecordForm<Pilot>
        noun="pilots"
        fields={p ? pilotEdit : pilotFields}
        record={p && editable(p)}
        defaults={{ personalData: 'masked', targetCases: 100 }}
        verb={t(p ? 'pilots:save' : 'pilots:register')}
        can={p?.can.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as PilotEdit;
          return id && version !== undefined ? updatePilot(id, draft, version) : createPilot(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('pilots', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('pilots') });
          toast(t(id ? 'pilots:saved' : 'pilots:registered', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/pilots' }))}
      />
    </div>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  type Maintenance,
  type MaintenanceEdit,
  maintenanceOptions,
  planMaintenance,
  updateMaintenance,
} from '@/api/availability';
import { keyOf } from '@/api/queries';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { maintenanceEdit, maintenanceFields } from './fields';

/** Plans a window of work, or changes the plan. */
export function MaintenanceForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: m, error, refetch } = useQuery({ ...maintenanceOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !m) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/availability/maintenance/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={m ? t('maintenance:editTitle', { name: m.title }) : t('maintenance:new')}
        code={m?.code}
        answer={t(m ? 'maintenance:editAnswer' : 'maintenance:newAnswer')}
      />
      <RecordForm<Maintenance>
        noun="maintenance"
        fields={m ? maintenanceEdit : maintenanceFields}
        record={m}
        verb={t(m ? 'maintenance:save' : 'maintenance:register')}
        can={m?.can.plan}
        check={(d) =>
          d.startsAt && d.endsAt && Date.parse(String(d.endsAt)) <= Date.parse(String(d.startsAt))
            ? [{ field: 'endsAt', rule: 'after', params: { field: 'startsAt' } }]
            : []
        }
        save={(body, { version, intent }) => {
          const draft = body as unknown as MaintenanceEdit;
          return id && version !== undefined ? updateMaintenance(id, draft, version) : planMaintenance(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('availability/maintenance', saved.id), saved);
          void cache.invalidateQueries();
          toast(t(id ? 'maintenance:saved' : 'maintenance:registered', { code: saved.code }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/availability/maintenance' }))}
      />
    </div>
  );
}

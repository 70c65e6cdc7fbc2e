import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  type Board,
  boardOptions,
  type Disaster,
  type DisasterEdit,
  declareDisaster,
  updateDisaster,
} from '@/api/disasters';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { disasterEdit, disasterFields } from './fields';

/** A disaster as the form edits it: with the names of those who are asked. */
function editable({ rows, ...d }: Board): Disaster {
  const of = (subject: string) =>
    rows.filter((r) => r.subject === subject).map(({ id, code, name, nameEn }) => ({ id, code, name, nameEn }));
  const { asOf: _asOf, mark: _mark, systems: _systems, offices: _offices, ...plain } = d;
  return Object.assign(plain, { systems: of('system'), offices: of('office') });
}

/** Declares a disaster or a drill, or changes one that runs. */
export function DisasterForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: d, error, refetch } = useQuery({ ...boardOptions(id ?? ''), enabled: id !== undefined });
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !d) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/disasters/$id', params: { id: to }, ignoreBlocker: true });
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={d ? f.name(d) : t('disasters:new')}
        code={d?.code}
        answer={d ? undefined : t('disasters:newNote')}
      />
      <RecordForm<Disaster>
        noun="disasters"
        fields={d ? disasterEdit : disasterFields}
        record={d && editable(d)}
        defaults={{
          kind: 'earthquake',
          drill: true,
          systemScope: 'default',
          officeScope: 'default',
          staleMinutes: 120,
        }}
        verb={t(d ? 'disasters:save' : 'disasters:declare')}
        can={d?.can.update}
        save={(body, { version, intent }) => {
          const draft = body as unknown as DisasterEdit;
          return id && version !== undefined ? updateDisaster(id, draft, version) : declareDisaster(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('disasters', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('disasters') });
          toast(t(id ? 'disasters:saved' : 'disasters:declared', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/disasters' }))}
      />
    </div>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FieldFault } from '@/api/problem';
import { keyOf } from '@/api/queries';
import { createSystem, type System, type SystemEdit, systemOptions, updateSystem } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { levelFits, systemEdit, systemFields } from './fields';
import { editable } from './model';

/** What the browser can tell before asking the server. */
function check(draft: Draft): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!levelFits(draft.classificationScheme, draft.confidentiality))
    faults.push({ field: 'confidentiality', rule: 'oneof' });
  if (draft.lastRenewalOn && draft.nextRenewalOn && String(draft.nextRenewalOn) < String(draft.lastRenewalOn)) {
    faults.push({ field: 'nextRenewalOn', rule: 'date_order' });
  }
  return faults;
}

/** Registers a system, or edits one. */
export function SystemForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: system, error, refetch } = useQuery({ ...systemOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !system) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/systems/$id', params: { id: to } });

  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={system ? t('systems:editTitle', { name: f.name(system) }) : t('systems:new')}
        code={system?.code}
        answer={t(system ? 'systems:editAnswer' : 'systems:newAnswer')}
      />
      <RecordForm<System>
        noun="systems"
        fields={system ? systemEdit : systemFields}
        record={system && editable(system)}
        defaults={{ classificationScheme: 'R6', phase: 'operation' }}
        verb={t(system ? 'systems:save' : 'systems:register')}
        can={system?.can?.update}
        check={check}
        save={(body, { version, intent }) => {
          const draft = body as unknown as SystemEdit;
          return id && version !== undefined ? updateSystem(id, draft, version) : createSystem(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('systems', saved.id), saved);
          void cache.invalidateQueries({ queryKey: keyOf.all('systems') });
          toast(t(id ? 'systems:saved' : 'systems:registered', { name: f.name(saved) }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/systems' }))}
      />
    </div>
  );
}

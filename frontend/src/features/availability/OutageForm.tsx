import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Outage, type OutageEdit, outageOptions, reportOutage, updateOutage } from '@/api/availability';
import type { FieldFault } from '@/api/problem';
import { keyOf } from '@/api/queries';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { outageEdit, outageFields } from './fields';

/** What the browser can tell before asking the server. */
function check(draft: Draft): FieldFault[] {
  const faults: FieldFault[] = [];
  const { startedAt, endedAt } = draft;
  if (startedAt && endedAt && Date.parse(String(endedAt)) <= Date.parse(String(startedAt)))
    faults.push({ field: 'endedAt', rule: 'after', params: { field: 'startedAt' } });
  return faults;
}

/** Reports an outage with all that is known, or corrects one. */
export function OutageForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: outage, error, refetch } = useQuery({ ...outageOptions(id ?? ''), enabled: id !== undefined });
  if (id && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !outage) return <SkeletonPage />;
  const open = (to: string) => void navigate({ to: '/availability/outages/$id', params: { id: to } });
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={outage ? t('outages:editTitle', { name: outage.title }) : t('outages:new')}
        code={outage?.code}
        answer={t(outage ? 'outages:editAnswer' : 'outages:newAnswer')}
      />
      <RecordForm<Outage>
        noun="outages"
        fields={outage ? outageEdit : outageFields}
        record={outage}
        defaults={{ basis: 'full' }}
        verb={t(outage ? 'outages:save' : 'outages:register')}
        can={outage?.can.update}
        check={check}
        save={(body, { version, intent }) => {
          const draft = body as unknown as OutageEdit;
          if (draft.basis === 'full' || !draft.basis) {
            delete draft.affected;
            delete draft.total;
          }
          return id && version !== undefined ? updateOutage(id, draft, version) : reportOutage(draft, intent);
        }}
        onSaved={(saved) => {
          cache.setQueryData(keyOf.one('availability/outages', saved.id), saved);
          void cache.invalidateQueries();
          toast(t(id ? 'outages:saved' : 'availability:report.done', { code: saved.code }));
          open(saved.id);
        }}
        onCancel={() => (id ? open(id) : void navigate({ to: '/availability/outages' }))}
      />
    </div>
  );
}

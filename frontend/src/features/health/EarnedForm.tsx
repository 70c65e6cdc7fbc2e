import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { addEarned, type Earned, earnedOptions, healthOfOptions, refreshHealth, updateEarned } from '@/api/health';
import { keyOf } from '@/api/queries';
import { withCurrent } from '@/api/stale';
import type { Recorded } from '@/api/types';
import { today } from '@/lib/dates';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { earnedFields } from './fields';

type Entry = Recorded & Draft;

/** Enters or corrects earned value of a project. */
export function EarnedForm({ projectId, earnedId }: { projectId: string; earnedId?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data, error, refetch } = useQuery(earnedOptions(projectId));
  const health = useQuery(healthOfOptions('projects', projectId)).data;
  const list = () => cache.fetchQuery({ ...earnedOptions(projectId), staleTime: 0 }).then((p) => p.items);
  const record = data?.items.find((e) => e.id === earnedId);
  const back = () => void navigate({ to: '/projects/$id/health', params: { id: projectId } });

  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data || !health) return <SkeletonPage />;
  if (earnedId && !record)
    return <EmptyState title={t('problem:code.not_found.title')} hint={t('problem:code.not_found.hint')} />;
  const latest: Earned | undefined = data.items[0];
  return (
    <div className="flex flex-col gap-6">
      <PageHead title={t(record ? 'earned:edit' : 'earned:new')} code={health.code} answer={t('earned:formAnswer')} />
      <RecordForm<Entry>
        noun="earned"
        fields={earnedFields}
        record={record as unknown as Entry | undefined}
        draftId={`new.${projectId}`}
        defaults={{ asOf: today(), bac: latest?.bac }}
        verb={t('earned:save')}
        can={record ? record.can?.update : health.can?.earned}
        check={(d) => [
          ...(d.asOf && String(d.asOf) > today() ? [{ field: 'asOf', rule: 'future' }] : []),
          ...(['pv', 'ev'] as const).flatMap((k) =>
            Number(d[k]) > Number(d.bac) ? [{ field: k, rule: 'max', params: { limit: d.bac } }] : [],
          ),
        ]}
        save={(draft, { version, intent }) => {
          const body = { ...draft, projectId } as unknown as Schemas['HealthEarnedDraft'];
          if (!earnedId || version === undefined) return addEarned(body, intent).then((e) => e as unknown as Entry);
          return withCurrent(
            updateEarned(earnedId, body, version).then((e) => e as unknown as Entry),
            async () => (await list()).find((e) => e.id === earnedId) as unknown as Entry | undefined,
          );
        }}
        onSaved={() => {
          void refreshHealth(cache);
          void cache.invalidateQueries({ queryKey: keyOf.all('projects') });
          toast(t('earned:saved'));
          back();
        }}
        onCancel={back}
      />
    </div>
  );
}

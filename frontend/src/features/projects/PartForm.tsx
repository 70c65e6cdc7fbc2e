import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { projectOptions } from '@/api/projects';
import { keyOf } from '@/api/queries';
import { withCurrent } from '@/api/stale';
import { useFormat } from '@/i18n/format';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { type Part, type PartRecord, parts } from './parts';

/** Writes a milestone, a report's draft or a risk of a project: one form, three descriptions. */
export function PartForm({ projectId, part, partId }: { projectId: string; part: Part; partId?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const kind = parts[part];
  const { data: project } = useQuery(projectOptions(projectId));
  const list = useQuery({
    queryKey: [...keyOf.part('projects', projectId, part), 'editable'],
    queryFn: () => kind.list(cache, projectId),
    enabled: Boolean(partId),
  });
  const record = list.data?.find((x) => x.id === partId);
  const back = () => void navigate({ to: `/projects/$id/${part}`, params: { id: projectId } });

  if (list.error) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  if (!project || (partId && !list.data)) return <SkeletonPage />;
  if (partId && !record)
    return <EmptyState title={t('problem:code.not_found.title')} hint={t('problem:code.not_found.hint')} />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t(`${part}:${record ? 'edit' : 'new'}`)}
        code={`${project.code} ${f.name(project)}`}
        answer={t(`${part}:formAnswer`)}
      />
      <RecordForm<PartRecord>
        noun={part}
        fields={kind.fields}
        record={record}
        draftId={`new.${projectId}`}
        defaults={kind.defaults()}
        verb={t(`${part}:save`)}
        can={record ? record.can?.update : project.can[part === 'reports' ? 'report' : 'update']}
        check={kind.check}
        save={(draft, { version, intent }) => {
          if (!partId || version === undefined) return kind.add(projectId, draft, intent);
          return withCurrent(kind.update(projectId, partId, draft, version), async () =>
            (await kind.list(cache, projectId)).find((x) => x.id === partId),
          );
        }}
        onSaved={() => {
          void cache.invalidateQueries({ queryKey: keyOf.all('projects') });
          void cache.invalidateQueries({ queryKey: ['me', 'work'] });
          toast(t(`${part}:saved`));
          back();
        }}
        onCancel={back}
      />
    </div>
  );
}

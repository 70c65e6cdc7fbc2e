import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FieldFault } from '@/api/problem';
import { createProject, type Project, type ProjectDraft, projectOptions, updateProject } from '@/api/projects';
import { keyOf } from '@/api/queries';
import { withCurrent } from '@/api/stale';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { RecordForm } from '@/ui/form/RecordForm';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { toast } from '@/ui/toast';
import { projectFields } from './fields';

/** The project with the names of its people where the form looks for them. */
const named = (p: Project) => ({
  ...p,
  managerName: p.manager.name,
  managerNameEn: p.manager.nameEn,
  headName: p.head?.name,
  headNameEn: p.head?.nameEn,
});

function check(draft: Draft): FieldFault[] {
  const { startOn, finishOn } = draft;
  return startOn && finishOn && String(finishOn) < String(startOn) ? [{ field: 'finishOn', rule: 'date_order' }] : [];
}

export function ProjectForm({ id }: { id?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: project, error, refetch } = useQuery({ ...projectOptions(id ?? ''), enabled: Boolean(id) });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  if (id && error && !project) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (id && !project) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={project ? t('projects:edit', { name: f.name(project) }) : t('projects:new')}
        code={project?.code}
        answer={t(project ? 'projects:editAnswer' : 'projects:newAnswer')}
      />
      <RecordForm
        noun="projects"
        fields={projectFields}
        record={project && named(project)}
        verb={t(project ? 'projects:save' : 'projects:register')}
        can={project?.can?.update}
        check={check}
        save={(body, { version, intent }) =>
          id && version !== undefined
            ? withCurrent(updateProject(id, body as unknown as ProjectDraft, version), async () =>
                named(await queryClient.fetchQuery({ ...projectOptions(id), staleTime: 0 })),
              )
            : createProject(body as unknown as ProjectDraft, intent)
        }
        onSaved={(saved) => {
          queryClient.setQueryData(keyOf.one('projects', saved.id), saved);
          void queryClient.invalidateQueries({
            queryKey: keyOf.all('projects'),
            predicate: (q) => q.queryKey[2] !== saved.id || q.queryKey.length > 3,
          });
          void queryClient.invalidateQueries({ queryKey: ['me', 'work'] });
          toast(t('projects:saved', { code: saved.code, tier: t(`projects:tierName.${saved.tier}`) }));
          void navigate({ to: '/projects/$id', params: { id: saved.id } });
        }}
        onCancel={() => void navigate(id ? { to: '/projects/$id', params: { id } } : { to: '/projects' })}
      />
    </div>
  );
}

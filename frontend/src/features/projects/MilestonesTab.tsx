import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { milestonesOptions, projectOptions } from '@/api/projects';
import { phone, useMedia } from '@/lib/useMedia';
import { Button } from '@/ui/Button';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { MilestoneCards } from './MilestoneCards';
import { MilestoneTable } from './MilestoneTable';
import { MilestoneTimeline } from './MilestoneTimeline';

/** What was promised first, what holds now, what is expected, what came: no baseline ever disappears. */
export function MilestonesTab({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isPhone = useMedia(phone);
  const { data: project } = useQuery(projectOptions(projectId));
  const { data, error, refetch } = useQuery(milestonesOptions(projectId));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data || !project) return <SkeletonRows />;
  const add = (
    <Button
      icon="plus"
      can={project.can?.update}
      onPress={() => void navigate({ to: '/projects/$id/milestones/new', params: { id: projectId } })}
    >
      {t('milestones:new')}
    </Button>
  );
  if (data.items.length === 0)
    return <EmptyState title={t('milestones:empty.title')} hint={t('milestones:empty.hint')} action={add} />;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-soft">{t('milestones:answer')}</p>
        {add}
      </div>
      <MilestoneTimeline milestones={data.items} />
      {isPhone ? <MilestoneCards milestones={data.items} /> : <MilestoneTable milestones={data.items} />}
    </div>
  );
}

import { createFileRoute } from '@tanstack/react-router';
import { MilestonesTab } from '@/features/projects/MilestonesTab';

export const Route = createFileRoute('/_app/projects/$id/_tabs/milestones')({
  staticData: { crumb: 'projects:tabs.milestones' },
  component: () => <MilestonesTab projectId={Route.useParams().id} />,
});

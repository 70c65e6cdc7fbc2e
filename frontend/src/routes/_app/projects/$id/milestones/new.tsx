import { createFileRoute } from '@tanstack/react-router';
import { PartForm } from '@/features/projects/PartForm';

export const Route = createFileRoute('/_app/projects/$id/milestones/new')({
  staticData: { crumb: 'milestones:new' },
  component: () => <PartForm part="milestones" projectId={Route.useParams().id} />,
});

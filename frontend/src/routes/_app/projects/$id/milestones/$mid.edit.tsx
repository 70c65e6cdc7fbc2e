import { createFileRoute } from '@tanstack/react-router';
import { PartForm } from '@/features/projects/PartForm';

export const Route = createFileRoute('/_app/projects/$id/milestones/$mid/edit')({
  staticData: { crumb: 'milestones:edit' },
  component: () => {
    const { id, mid } = Route.useParams();
    return <PartForm part="milestones" projectId={id} partId={mid} />;
  },
});

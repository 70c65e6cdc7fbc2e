import { createFileRoute } from '@tanstack/react-router';
import { PartForm } from '@/features/projects/PartForm';

export const Route = createFileRoute('/_app/projects/$id/reports/$rid/edit')({
  staticData: { crumb: 'reports:edit' },
  component: () => {
    const { id, rid } = Route.useParams();
    return <PartForm part="reports" projectId={id} partId={rid} />;
  },
});

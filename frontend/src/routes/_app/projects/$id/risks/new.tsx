import { createFileRoute } from '@tanstack/react-router';
import { PartForm } from '@/features/projects/PartForm';

export const Route = createFileRoute('/_app/projects/$id/risks/new')({
  staticData: { crumb: 'risks:new' },
  component: () => <PartForm part="risks" projectId={Route.useParams().id} />,
});

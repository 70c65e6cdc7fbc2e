import { createFileRoute } from '@tanstack/react-router';
import { PartForm } from '@/features/projects/PartForm';

export const Route = createFileRoute('/_app/projects/$id/reports/new')({
  staticData: { crumb: 'reports:new' },
  component: () => <PartForm part="reports" projectId={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { SystemForm } from '@/features/systems/SystemForm';

export const Route = createFileRoute('/_app/systems/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <SystemForm id={Route.useParams().id} />,
});

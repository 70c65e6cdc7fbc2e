import { createFileRoute } from '@tanstack/react-router';
import { PilotForm } from '@/features/pilots/PilotForm';

export const Route = createFileRoute('/_app/pilots/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <PilotForm id={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { TargetForm } from '@/features/availability/Targets';

export const Route = createFileRoute('/_app/availability/targets/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <TargetForm id={Route.useParams().id} />,
});

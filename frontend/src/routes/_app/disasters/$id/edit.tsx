import { createFileRoute } from '@tanstack/react-router';
import { DisasterForm } from '@/features/disasters/DisasterForm';

export const Route = createFileRoute('/_app/disasters/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <DisasterForm id={Route.useParams().id} />,
});

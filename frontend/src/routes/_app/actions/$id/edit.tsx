import { createFileRoute } from '@tanstack/react-router';
import { ActionForm } from '@/features/plans/ActionForm';

export const Route = createFileRoute('/_app/actions/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <ActionForm id={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { PlanForm } from '@/features/plans/PlanForm';

export const Route = createFileRoute('/_app/plans/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <PlanForm id={Route.useParams().id} />,
});

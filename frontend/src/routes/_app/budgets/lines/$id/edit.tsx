import { createFileRoute } from '@tanstack/react-router';
import { LineForm } from '@/features/budgets/LineForm';

export const Route = createFileRoute('/_app/budgets/lines/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <LineForm id={Route.useParams().id} />,
});

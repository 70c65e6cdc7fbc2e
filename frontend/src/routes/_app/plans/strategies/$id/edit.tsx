import { createFileRoute } from '@tanstack/react-router';
import { StrategyForm } from '@/features/plans/StrategyForm';

export const Route = createFileRoute('/_app/plans/strategies/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <StrategyForm id={Route.useParams().id} />,
});

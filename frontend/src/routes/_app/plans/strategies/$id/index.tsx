import { createFileRoute } from '@tanstack/react-router';
import { StrategyPage } from '@/features/plans/StrategyPage';

export const Route = createFileRoute('/_app/plans/strategies/$id/')({
  component: () => <StrategyPage id={Route.useParams().id} />,
});

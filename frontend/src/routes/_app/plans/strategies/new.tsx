import { createFileRoute } from '@tanstack/react-router';
import { StrategyForm } from '@/features/plans/StrategyForm';

export const Route = createFileRoute('/_app/plans/strategies/new')({
  staticData: { crumb: 'strategies:new' },
  component: () => <StrategyForm />,
});

import { createFileRoute } from '@tanstack/react-router';
import { PlanForm } from '@/features/plans/PlanForm';

export const Route = createFileRoute('/_app/plans/new')({
  staticData: { crumb: 'plans:new' },
  validateSearch: (raw: Record<string, unknown>): { strategyId?: string } => ({
    strategyId: typeof raw.strategyId === 'string' ? raw.strategyId : undefined,
  }),
  component: () => <PlanForm {...Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { ActionForm } from '@/features/plans/ActionForm';

export const Route = createFileRoute('/_app/actions/new')({
  staticData: { crumb: 'actions:new' },
  validateSearch: (raw: Record<string, unknown>): { planId?: string } =>
    typeof raw.planId === 'string' ? { planId: raw.planId } : {},
  component: () => <ActionForm planId={Route.useSearch().planId} />,
});

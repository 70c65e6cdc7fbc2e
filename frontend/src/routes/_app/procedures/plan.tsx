import { createFileRoute } from '@tanstack/react-router';
import { PlanPage } from '@/features/procedures/PlanPage';

export const Route = createFileRoute('/_app/procedures/plan')({
  staticData: { crumb: 'procedures:nav.plan' },
  validateSearch: (raw: Record<string, unknown>): { sectionId?: string } => ({
    sectionId: typeof raw.sectionId === 'string' ? raw.sectionId : undefined,
  }),
  component: () => <PlanPage sectionId={Route.useSearch().sectionId} />,
});

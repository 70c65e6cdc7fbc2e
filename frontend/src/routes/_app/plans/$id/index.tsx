import { createFileRoute } from '@tanstack/react-router';
import { PlanPage } from '@/features/plans/PlanPage';
import { planTabs } from '@/features/plans/search';

export const Route = createFileRoute('/_app/plans/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: string } => ({
    tab: planTabs.find((t) => t === raw.tab && t !== planTabs[0]),
  }),
  component: () => <PlanPage id={Route.useParams().id} tab={Route.useSearch().tab ?? planTabs[0]} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { ActionPage } from '@/features/plans/ActionPage';
import { actionTabs } from '@/features/plans/search';

export const Route = createFileRoute('/_app/actions/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: string } => ({
    tab: actionTabs.find((t) => t === raw.tab && t !== actionTabs[0]),
  }),
  component: () => <ActionPage id={Route.useParams().id} tab={Route.useSearch().tab ?? actionTabs[0]} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { SystemPage, type SystemTab, systemTabs } from '@/features/systems/SystemPage';

export const Route = createFileRoute('/_app/systems/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: SystemTab } => ({
    tab: systemTabs.find((t) => t === raw.tab && t !== systemTabs[0]),
  }),
  component: () => <SystemPage id={Route.useParams().id} tab={Route.useSearch().tab ?? systemTabs[0]} />,
});

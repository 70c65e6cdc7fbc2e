import { createFileRoute } from '@tanstack/react-router';
import { FindingPage } from '@/features/findings/FindingPage';
import { type FindingTab, findingTabs } from '@/features/findings/search';

export const Route = createFileRoute('/_app/findings/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: FindingTab } => ({
    tab: findingTabs.find((t) => t === raw.tab && t !== findingTabs[0]),
  }),
  component: () => <FindingPage id={Route.useParams().id} tab={Route.useSearch().tab ?? findingTabs[0]} />,
});

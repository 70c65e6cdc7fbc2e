import { createFileRoute } from '@tanstack/react-router';
import { LogicPage, type LogicTab } from '@/features/logicmodels/LogicPage';
import { logicTabs } from '@/features/logicmodels/search';

export const Route = createFileRoute('/_app/logic-models/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: LogicTab } => ({
    tab: logicTabs.find((t) => t === raw.tab && t !== logicTabs[0]),
  }),
  component: () => <LogicPage id={Route.useParams().id} tab={Route.useSearch().tab ?? logicTabs[0]} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { BoardPage, type BoardTab } from '@/features/disasters/BoardPage';
import { boardTabs } from '@/features/disasters/search';

export const Route = createFileRoute('/_app/disasters/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: BoardTab } => ({
    tab: boardTabs.find((t) => t === raw.tab && t !== boardTabs[0]),
  }),
  component: () => <BoardPage id={Route.useParams().id} tab={Route.useSearch().tab ?? boardTabs[0]} />,
});

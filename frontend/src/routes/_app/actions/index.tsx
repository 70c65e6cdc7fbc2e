import { createFileRoute } from '@tanstack/react-router';
import { actionsOptions } from '@/api/plans';
import { ActionList } from '@/features/plans/ActionList';
import { actionFilters, actionsQuery } from '@/features/plans/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/actions/')({
  validateSearch: tableSearch(actionFilters),
  loaderDeps: ({ search }) => actionsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(actionsOptions(deps)),
  component: () => <ActionList search={Route.useSearch()} />,
});

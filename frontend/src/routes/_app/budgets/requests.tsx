import { createFileRoute } from '@tanstack/react-router';
import { requestsOptions } from '@/api/budgets';
import { requestFilters, requestsQuery } from '@/features/budgets/fields.lists';
import { RequestList } from '@/features/budgets/RequestList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/budgets/requests')({
  staticData: { crumb: 'budgets:nav.requests' },
  validateSearch: tableSearch(requestFilters),
  loaderDeps: ({ search }) => requestsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(requestsOptions(deps)),
  component: () => <RequestList search={Route.useSearch()} />,
});

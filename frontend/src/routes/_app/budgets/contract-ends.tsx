import { createFileRoute } from '@tanstack/react-router';
import { contractEndsOptions } from '@/api/budgets';
import { ContractEnds } from '@/features/budgets/ContractEnds';
import { endFilters, endsQuery } from '@/features/budgets/fields.lists';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/budgets/contract-ends')({
  staticData: { crumb: 'budgets:contractEndsPage.title' },
  validateSearch: tableSearch(endFilters),
  loaderDeps: ({ search }) => endsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(contractEndsOptions(deps)),
  component: () => <ContractEnds search={Route.useSearch()} />,
});

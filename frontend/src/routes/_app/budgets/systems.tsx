import { createFileRoute } from '@tanstack/react-router';
import { systemCostsOptions } from '@/api/budgets';
import { costFilters, costsQuery } from '@/features/budgets/fields.lists';
import { SystemCosts } from '@/features/budgets/SystemCosts';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/budgets/systems')({
  staticData: { crumb: 'budgets:nav.systems' },
  validateSearch: tableSearch(costFilters),
  loaderDeps: ({ search }) => costsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(systemCostsOptions(deps)),
  component: () => <SystemCosts search={Route.useSearch()} />,
});

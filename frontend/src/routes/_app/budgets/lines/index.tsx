import { createFileRoute } from '@tanstack/react-router';
import { linesOptions } from '@/api/budgets';
import { lineFilters, linesQuery } from '@/features/budgets/fields';
import { LineList } from '@/features/budgets/LineList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/budgets/lines/')({
  validateSearch: tableSearch(lineFilters),
  loaderDeps: ({ search }) => linesQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(linesOptions(deps)),
  component: () => <LineList search={Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { systemsOptions } from '@/api/systems';
import { systemFilters, systemsQuery } from '@/features/systems/fields';
import { SystemList } from '@/features/systems/SystemList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/systems/')({
  validateSearch: tableSearch(systemFilters),
  loaderDeps: ({ search }) => systemsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(systemsOptions(deps)),
  component: () => <SystemList search={Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { pilotsOptions } from '@/api/pilots';
import { pilotFilters, pilotsQuery } from '@/features/pilots/fields';
import { PilotList } from '@/features/pilots/PilotList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/pilots/')({
  validateSearch: tableSearch(pilotFilters),
  loaderDeps: ({ search }) => pilotsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(pilotsOptions(deps)),
  component: () => <PilotList search={Route.useSearch()} />,
});

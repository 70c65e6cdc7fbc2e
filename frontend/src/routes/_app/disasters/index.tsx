import { createFileRoute } from '@tanstack/react-router';
import { disastersOptions } from '@/api/disasters';
import { DisasterList } from '@/features/disasters/DisasterList';
import { disasterFilters, disastersQuery } from '@/features/disasters/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/disasters/')({
  validateSearch: tableSearch(disasterFilters),
  loaderDeps: ({ search }) => disastersQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(disastersOptions(deps)),
  component: () => <DisasterList search={Route.useSearch()} />,
});

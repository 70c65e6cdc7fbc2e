import { createFileRoute } from '@tanstack/react-router';
import { findingsOptions } from '@/api/findings';
import { FindingList } from '@/features/findings/FindingList';
import { findingFilters, findingsQuery } from '@/features/findings/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/findings/')({
  validateSearch: tableSearch(findingFilters),
  loaderDeps: ({ search }) => findingsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(findingsOptions(deps)),
  component: () => <FindingList search={Route.useSearch()} />,
});

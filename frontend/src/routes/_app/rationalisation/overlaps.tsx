import { createFileRoute } from '@tanstack/react-router';
import { overlapsOptions } from '@/api/rationalisation';
import { overlapFilters, overlapsQuery } from '@/features/rationalisation/fields';
import { OverlapList } from '@/features/rationalisation/OverlapList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/rationalisation/overlaps')({
  staticData: { crumb: 'rationalisation:overlap.title' },
  validateSearch: tableSearch(overlapFilters),
  loaderDeps: ({ search }) => overlapsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(overlapsOptions(deps)),
  component: () => <OverlapList search={Route.useSearch()} />,
});

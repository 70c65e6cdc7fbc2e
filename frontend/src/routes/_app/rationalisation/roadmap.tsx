import { createFileRoute } from '@tanstack/react-router';
import { renewalsOptions } from '@/api/rationalisation';
import { renewalFilters, renewalsQuery } from '@/features/rationalisation/fields';
import { RoadmapPage } from '@/features/rationalisation/RoadmapPage';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/rationalisation/roadmap')({
  staticData: { crumb: 'rationalisation:nav.roadmap' },
  validateSearch: tableSearch(renewalFilters),
  loaderDeps: ({ search }) => renewalsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(renewalsOptions(deps)),
  component: () => <RoadmapPage search={Route.useSearch()} />,
});

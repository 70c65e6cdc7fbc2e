import { createFileRoute } from '@tanstack/react-router';
import { dependenciesOptions } from '@/api/rationalisation';
import { DependencyPage } from '@/features/rationalisation/DependencyPage';
import { dependenciesQuery, dependencyFilters } from '@/features/rationalisation/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/rationalisation/dependencies/')({
  validateSearch: tableSearch(dependencyFilters),
  loaderDeps: ({ search }) => dependenciesQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(dependenciesOptions(deps)),
  component: () => <DependencyPage search={Route.useSearch()} />,
});

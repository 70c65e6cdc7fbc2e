import { createFileRoute } from '@tanstack/react-router';
import { itemsOptions } from '@/api/rationalisation';
import { itemFilters, itemsQuery } from '@/features/rationalisation/fields';
import { SystemList } from '@/features/rationalisation/SystemList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/rationalisation/systems')({
  staticData: { crumb: 'rationalisation:nav.systems' },
  validateSearch: tableSearch(itemFilters),
  loaderDeps: ({ search }) => itemsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(itemsOptions(deps)),
  component: () => <SystemList search={Route.useSearch()} />,
});

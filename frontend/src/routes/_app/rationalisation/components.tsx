import { createFileRoute } from '@tanstack/react-router';
import { partsOptions } from '@/api/rationalisation';
import { partFilters, partsQuery } from '@/features/rationalisation/fields';
import { SupportPage } from '@/features/rationalisation/SupportPage';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/rationalisation/components')({
  staticData: { crumb: 'rationalisation:nav.components' },
  validateSearch: tableSearch(partFilters),
  loaderDeps: ({ search }) => partsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(partsOptions(deps)),
  component: () => <SupportPage search={Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { leasesOptions } from '@/api/rationalisation';
import { leaseFilters, leasesQuery } from '@/features/rationalisation/fields';
import { LeaseList } from '@/features/rationalisation/LeaseList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/rationalisation/leases')({
  staticData: { crumb: 'rationalisation:leases.title' },
  validateSearch: tableSearch(leaseFilters),
  loaderDeps: ({ search }) => leasesQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(leasesOptions(deps)),
  component: () => <LeaseList search={Route.useSearch()} />,
});

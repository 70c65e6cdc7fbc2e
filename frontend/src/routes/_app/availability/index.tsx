import { createFileRoute } from '@tanstack/react-router';
import { matrixOptions } from '@/api/availability';
import { AvailabilityMatrix } from '@/features/availability/AvailabilityMatrix';
import { matrixFilters, matrixQuery } from '@/features/availability/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/availability/')({
  validateSearch: tableSearch(matrixFilters),
  loaderDeps: ({ search }) => matrixQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(matrixOptions(deps)),
  component: () => <AvailabilityMatrix search={Route.useSearch()} />,
});

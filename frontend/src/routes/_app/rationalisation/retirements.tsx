import { createFileRoute } from '@tanstack/react-router';
import { retirementsOptions } from '@/api/rationalisation';
import { retirementFilters, retirementsQuery } from '@/features/rationalisation/fields';
import { RetirementList } from '@/features/rationalisation/RetirementList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/rationalisation/retirements')({
  staticData: { crumb: 'rationalisation:retirements.title' },
  validateSearch: tableSearch(retirementFilters),
  loaderDeps: ({ search }) => retirementsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(retirementsOptions(deps)),
  component: () => <RetirementList search={Route.useSearch()} />,
});

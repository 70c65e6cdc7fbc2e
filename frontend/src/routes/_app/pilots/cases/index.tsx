import { createFileRoute } from '@tanstack/react-router';
import { casesOptions } from '@/api/pilots';
import { CaseList } from '@/features/pilots/CaseList';
import { caseFilters, casesQuery } from '@/features/pilots/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/pilots/cases/')({
  validateSearch: tableSearch(caseFilters),
  loaderDeps: ({ search }) => casesQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(casesOptions(deps)),
  component: () => <CaseList search={Route.useSearch()} />,
});

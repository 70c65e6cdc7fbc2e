import { createFileRoute } from '@tanstack/react-router';
import { applicationsOptions } from '@/api/gates';
import { ReviewBoard } from '@/features/gates/ReviewBoard';
import { applicationFilters, applicationsQuery } from '@/features/gates/search';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/gates/')({
  validateSearch: tableSearch(applicationFilters),
  loaderDeps: ({ search }) => applicationsQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(applicationsOptions(deps)),
  component: () => <ReviewBoard search={Route.useSearch()} />,
});

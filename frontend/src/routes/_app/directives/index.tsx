import { createFileRoute } from '@tanstack/react-router';
import { directivesOptions } from '@/api/directives';
import { DirectiveList } from '@/features/directives/DirectiveList';
import { directiveFilters, directivesQuery } from '@/features/directives/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/directives/')({
  validateSearch: tableSearch(directiveFilters),
  loaderDeps: ({ search }) => directivesQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(directivesOptions(deps)),
  component: () => <DirectiveList search={Route.useSearch()} />,
});

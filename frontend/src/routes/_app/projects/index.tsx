import { createFileRoute } from '@tanstack/react-router';
import { projectsOptions } from '@/api/projects';
import { ProjectList } from '@/features/projects/ProjectList';
import { projectFilters, projectsQuery } from '@/features/projects/search';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/projects/')({
  validateSearch: tableSearch(projectFilters),
  loaderDeps: ({ search }) => projectsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(projectsOptions(deps)),
  component: () => <ProjectList search={Route.useSearch()} />,
});

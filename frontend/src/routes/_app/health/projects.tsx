import { createFileRoute } from '@tanstack/react-router';
import { healthProjectsOptions } from '@/api/health';
import { projectFilters, projectsQuery } from '@/features/health/fields';
import { Portfolio } from '@/features/health/Portfolio';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/health/projects')({
  validateSearch: tableSearch(projectFilters),
  loaderDeps: ({ search }) => projectsQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(healthProjectsOptions(deps)),
  component: () => <Portfolio search={Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { skillProjectsOptions } from '@/api/skills';
import { projectFilters, skillProjectsQuery } from '@/features/skills/fields';
import { SubjectList } from '@/features/skills/SubjectList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/skills/projects')({
  staticData: { crumb: 'skills:nav.projects' },
  validateSearch: tableSearch(projectFilters),
  loaderDeps: ({ search }) => skillProjectsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(skillProjectsOptions(deps)),
  component: () => <SubjectList kind="projects" search={Route.useSearch()} />,
});

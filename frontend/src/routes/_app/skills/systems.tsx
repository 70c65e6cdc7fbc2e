import { createFileRoute } from '@tanstack/react-router';
import { skillSystemsOptions } from '@/api/skills';
import { skillSystemsQuery, systemFilters } from '@/features/skills/fields';
import { SubjectList } from '@/features/skills/SubjectList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/skills/systems')({
  staticData: { crumb: 'skills:nav.systems' },
  validateSearch: tableSearch(systemFilters),
  loaderDeps: ({ search }) => skillSystemsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(skillSystemsOptions(deps)),
  component: () => <SubjectList kind="systems" search={Route.useSearch()} />,
});

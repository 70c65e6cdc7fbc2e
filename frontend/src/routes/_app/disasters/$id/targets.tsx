import { createFileRoute } from '@tanstack/react-router';
import { targetFilters } from '@/features/disasters/fields';
import { TargetList } from '@/features/disasters/TargetList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/disasters/$id/targets')({
  staticData: { crumb: 'disasters:targets.title' },
  validateSearch: tableSearch(targetFilters),
  component: () => <TargetList id={Route.useParams().id} search={Route.useSearch()} />,
});

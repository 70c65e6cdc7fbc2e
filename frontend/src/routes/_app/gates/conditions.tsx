import { createFileRoute } from '@tanstack/react-router';
import { conditionsOptions } from '@/api/gates';
import { ConditionList } from '@/features/gates/ConditionList';
import { conditionFilters, conditionsQuery } from '@/features/gates/search';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/gates/conditions')({
  staticData: { crumb: 'shell:nav.conditions' },
  validateSearch: tableSearch(conditionFilters),
  loaderDeps: ({ search }) => conditionsQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(conditionsOptions(deps)),
  component: () => <ConditionList search={Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { targetsOptions } from '@/api/maturity';
import { targetFilters, targetsQuery } from '@/features/maturity/fields';
import { TargetList } from '@/features/maturity/Targets';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/maturity/targets/')({
  validateSearch: tableSearch(targetFilters),
  loaderDeps: ({ search }) => targetsQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(targetsOptions(deps)),
  component: () => <TargetList search={Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { healthSystemsOptions } from '@/api/health';
import { systemFilters, systemsQuery } from '@/features/health/fields';
import { SystemsHealth } from '@/features/health/SystemsHealth';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/health/systems')({
  staticData: { crumb: 'health:screen.systems' },
  validateSearch: tableSearch(systemFilters),
  loaderDeps: ({ search }) => systemsQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(healthSystemsOptions(deps)),
  component: () => <SystemsHealth search={Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { forecastOptions } from '@/api/budgets';
import { ForecastList } from '@/features/budgets/ForecastList';
import { forecastFilters, forecastQuery } from '@/features/budgets/fields.lists';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/budgets/forecast')({
  staticData: { crumb: 'budgets:forecastPage.title' },
  validateSearch: tableSearch(forecastFilters),
  loaderDeps: ({ search }) => forecastQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(forecastOptions(deps)),
  component: () => <ForecastList search={Route.useSearch()} />,
});

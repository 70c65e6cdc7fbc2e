import { createFileRoute } from '@tanstack/react-router';
import { monthFilters } from '@/features/availability/fields';
import { MonthList } from '@/features/availability/MonthList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/availability/months')({
  staticData: { crumb: 'availability:monthsTitle' },
  validateSearch: tableSearch(monthFilters),
  component: () => <MonthList search={Route.useSearch()} />,
});

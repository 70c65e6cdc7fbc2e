import { createFileRoute } from '@tanstack/react-router';
import { outageFilters } from '@/features/availability/fields';
import { OutageList } from '@/features/availability/OutageList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/availability/outages/')({
  validateSearch: tableSearch(outageFilters),
  component: () => <OutageList search={Route.useSearch()} />,
});

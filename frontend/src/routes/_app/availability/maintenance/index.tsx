import { createFileRoute } from '@tanstack/react-router';
import { maintenanceFilters } from '@/features/availability/fields';
import { MaintenanceList } from '@/features/availability/MaintenanceList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/availability/maintenance/')({
  validateSearch: tableSearch(maintenanceFilters),
  component: () => <MaintenanceList search={Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { targetFilters } from '@/features/availability/fields';
import { TargetList } from '@/features/availability/Targets';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/availability/targets/')({
  validateSearch: tableSearch(targetFilters),
  component: () => <TargetList search={Route.useSearch()} />,
});

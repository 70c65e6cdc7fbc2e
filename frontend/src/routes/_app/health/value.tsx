import { createFileRoute } from '@tanstack/react-router';
import { valueFilters } from '@/features/health/fields';
import { ValuePage } from '@/features/health/ValuePage';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/health/value')({
  staticData: { crumb: 'health:screen.value' },
  validateSearch: tableSearch(valueFilters),
  component: () => <ValuePage search={Route.useSearch()} />,
});

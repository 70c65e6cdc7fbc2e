import { createFileRoute } from '@tanstack/react-router';
import { CalendarList } from '@/features/availability/Calendars';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/availability/calendars/')({
  validateSearch: tableSearch([]),
  component: () => <CalendarList search={Route.useSearch()} />,
});

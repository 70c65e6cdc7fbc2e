import { createFileRoute } from '@tanstack/react-router';
import { CalendarForm } from '@/features/availability/CalendarForm';

export const Route = createFileRoute('/_app/availability/calendars/new')({
  staticData: { crumb: 'calendars:new' },
  component: () => <CalendarForm />,
});

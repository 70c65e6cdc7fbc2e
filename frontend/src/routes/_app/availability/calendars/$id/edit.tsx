import { createFileRoute } from '@tanstack/react-router';
import { CalendarForm } from '@/features/availability/CalendarForm';

export const Route = createFileRoute('/_app/availability/calendars/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <CalendarForm id={Route.useParams().id} />,
});

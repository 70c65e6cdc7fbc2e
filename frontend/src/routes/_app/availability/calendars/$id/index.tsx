import { createFileRoute } from '@tanstack/react-router';
import { CalendarPage } from '@/features/availability/Calendars';

export const Route = createFileRoute('/_app/availability/calendars/$id/')({
  component: () => <CalendarPage id={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/availability/calendars')({
  staticData: { crumb: 'calendars:title' },
});

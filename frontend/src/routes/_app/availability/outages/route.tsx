import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/availability/outages')({
  staticData: { crumb: 'outages:title' },
});

import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/availability/maintenance')({
  staticData: { crumb: 'maintenance:title' },
});

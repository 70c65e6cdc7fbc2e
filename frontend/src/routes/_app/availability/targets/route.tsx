import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/availability/targets')({
  staticData: { crumb: 'targets:title' },
});

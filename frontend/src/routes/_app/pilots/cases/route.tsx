import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/pilots/cases')({
  staticData: { crumb: 'pilots:nav.cases' },
});

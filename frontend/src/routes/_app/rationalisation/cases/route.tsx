import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/rationalisation/cases')({
  staticData: { crumb: 'rationalisation:nav.cases' },
});

import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/rationalisation/dependencies')({
  staticData: { crumb: 'rationalisation:nav.dependencies' },
});

import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/procedures/snapshots')({
  staticData: { crumb: 'procedures:nav.snapshots' },
});

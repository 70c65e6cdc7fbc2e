import { createFileRoute } from '@tanstack/react-router';
import { SnapshotsPage } from '@/features/procedures/SnapshotsPage';

export const Route = createFileRoute('/_app/procedures/snapshots/')({
  component: () => <SnapshotsPage />,
});

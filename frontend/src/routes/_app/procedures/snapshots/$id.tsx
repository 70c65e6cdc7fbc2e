import { createFileRoute } from '@tanstack/react-router';
import { snapshotOptions } from '@/api/procedures';
import { SnapshotPage } from '@/features/procedures/SnapshotPage';

export const Route = createFileRoute('/_app/procedures/snapshots/$id')({
  loader: async ({ context, params }) => {
    const { name } = await context.queryClient.ensureQueryData(snapshotOptions(params.id));
    return { crumb: { name } };
  },
  component: () => <SnapshotPage id={Route.useParams().id} />,
});

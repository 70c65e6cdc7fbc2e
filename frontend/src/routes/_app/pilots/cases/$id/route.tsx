import { createFileRoute } from '@tanstack/react-router';
import { caseOptions } from '@/api/pilots';

export const Route = createFileRoute('/_app/pilots/cases/$id')({
  loader: async ({ context, params }) => {
    const { code } = await context.queryClient.ensureQueryData(caseOptions(params.id));
    return { crumb: { name: code } };
  },
});

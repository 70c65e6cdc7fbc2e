import { createFileRoute } from '@tanstack/react-router';
import { actionOptions } from '@/api/plans';

export const Route = createFileRoute('/_app/actions/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(actionOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

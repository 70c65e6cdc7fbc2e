import { createFileRoute } from '@tanstack/react-router';
import { boardOptions } from '@/api/disasters';

export const Route = createFileRoute('/_app/disasters/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(boardOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

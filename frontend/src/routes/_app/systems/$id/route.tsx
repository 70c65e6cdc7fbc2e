import { createFileRoute } from '@tanstack/react-router';
import { systemOptions } from '@/api/systems';

export const Route = createFileRoute('/_app/systems/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(systemOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

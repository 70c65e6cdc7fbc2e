import { createFileRoute } from '@tanstack/react-router';
import { procedureOptions } from '@/api/procedures';

export const Route = createFileRoute('/_app/procedures/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(procedureOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

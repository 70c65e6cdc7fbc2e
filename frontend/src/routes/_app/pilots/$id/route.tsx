import { createFileRoute } from '@tanstack/react-router';
import { pilotOptions } from '@/api/pilots';

export const Route = createFileRoute('/_app/pilots/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(pilotOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

import { createFileRoute } from '@tanstack/react-router';
import { datasetOptions } from '@/api/datasets';

export const Route = createFileRoute('/_app/datasets/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(datasetOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

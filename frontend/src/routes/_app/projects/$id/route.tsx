import { createFileRoute } from '@tanstack/react-router';
import { projectOptions } from '@/api/projects';

export const Route = createFileRoute('/_app/projects/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(projectOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

import { createFileRoute } from '@tanstack/react-router';
import { planOptions } from '@/api/plans';

export const Route = createFileRoute('/_app/plans/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(planOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

import { createFileRoute } from '@tanstack/react-router';
import { strategyOptions } from '@/api/plans';

export const Route = createFileRoute('/_app/plans/strategies/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(strategyOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

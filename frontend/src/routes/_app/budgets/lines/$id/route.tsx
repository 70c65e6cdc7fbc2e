import { createFileRoute } from '@tanstack/react-router';
import { lineOptions } from '@/api/budgets';

export const Route = createFileRoute('/_app/budgets/lines/$id')({
  loader: async ({ context, params }) => {
    const { name } = await context.queryClient.ensureQueryData(lineOptions(params.id));
    return { crumb: { name } };
  },
});

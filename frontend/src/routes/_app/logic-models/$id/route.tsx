import { createFileRoute } from '@tanstack/react-router';
import { logicModelOptions } from '@/api/logicModels';

export const Route = createFileRoute('/_app/logic-models/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(logicModelOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

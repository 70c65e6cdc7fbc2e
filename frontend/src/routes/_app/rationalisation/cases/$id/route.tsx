import { createFileRoute } from '@tanstack/react-router';
import { caseOptions } from '@/api/rationalisation';

export const Route = createFileRoute('/_app/rationalisation/cases/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(caseOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

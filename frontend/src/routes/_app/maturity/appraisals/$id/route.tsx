import { createFileRoute } from '@tanstack/react-router';
import { appraisalOptions } from '@/api/maturity';

export const Route = createFileRoute('/_app/maturity/appraisals/$id')({
  loader: async ({ context, params }) => {
    const { code } = await context.queryClient.ensureQueryData(appraisalOptions(params.id));
    return { crumb: { name: code, nameEn: code } };
  },
});

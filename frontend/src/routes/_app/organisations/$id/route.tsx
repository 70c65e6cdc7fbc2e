import { createFileRoute } from '@tanstack/react-router';
import { organisationOptions } from '@/api/organisations';

export const Route = createFileRoute('/_app/organisations/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(organisationOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

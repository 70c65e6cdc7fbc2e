import { createFileRoute } from '@tanstack/react-router';
import { personOptions } from '@/api/people';

export const Route = createFileRoute('/_app/people/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(personOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

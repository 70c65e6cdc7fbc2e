import { createFileRoute } from '@tanstack/react-router';
import { findingOptions } from '@/api/findings';

export const Route = createFileRoute('/_app/findings/$id')({
  loader: async ({ context, params }) => {
    const { title, titleEn } = await context.queryClient.ensureQueryData(findingOptions(params.id));
    return { crumb: { name: title, nameEn: titleEn } };
  },
});

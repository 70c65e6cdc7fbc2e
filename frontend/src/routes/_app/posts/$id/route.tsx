import { createFileRoute } from '@tanstack/react-router';
import { postOptions } from '@/api/posts';

export const Route = createFileRoute('/_app/posts/$id')({
  loader: async ({ context, params }) => {
    const { title, titleEn } = await context.queryClient.ensureQueryData(postOptions(params.id));
    return { crumb: { name: title, nameEn: titleEn } };
  },
});

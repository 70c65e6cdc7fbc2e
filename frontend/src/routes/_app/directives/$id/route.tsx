import { createFileRoute } from '@tanstack/react-router';
import { directiveOptions } from '@/api/directives';

export const Route = createFileRoute('/_app/directives/$id')({
  loader: async ({ context, params }) => {
    const { title } = await context.queryClient.ensureQueryData(directiveOptions(params.id));
    return { crumb: { name: title } };
  },
});

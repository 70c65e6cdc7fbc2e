import { createFileRoute } from '@tanstack/react-router';
import { outageOptions } from '@/api/availability';

export const Route = createFileRoute('/_app/availability/outages/$id')({
  loader: async ({ context, params }) => {
    const record = await context.queryClient.ensureQueryData(outageOptions(params.id));
    return { crumb: { name: record.title, nameEn: record.title } };
  },
});

import { createFileRoute } from '@tanstack/react-router';
import { targetOptions } from '@/api/availability';

export const Route = createFileRoute('/_app/availability/targets/$id')({
  loader: async ({ context, params }) => {
    const record = await context.queryClient.ensureQueryData(targetOptions(params.id));
    return { crumb: { name: record.systemName, nameEn: record.systemNameEn } };
  },
});

import { createFileRoute } from '@tanstack/react-router';
import { maintenanceOptions } from '@/api/availability';

export const Route = createFileRoute('/_app/availability/maintenance/$id')({
  loader: async ({ context, params }) => {
    const record = await context.queryClient.ensureQueryData(maintenanceOptions(params.id));
    return { crumb: { name: record.title, nameEn: record.title } };
  },
});

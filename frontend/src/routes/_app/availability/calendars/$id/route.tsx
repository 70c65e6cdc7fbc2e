import { createFileRoute } from '@tanstack/react-router';
import { calendarOptions } from '@/api/availability';

export const Route = createFileRoute('/_app/availability/calendars/$id')({
  loader: async ({ context, params }) => {
    const record = await context.queryClient.ensureQueryData(calendarOptions(params.id));
    return { crumb: { name: record.name, nameEn: record.nameEn } };
  },
});

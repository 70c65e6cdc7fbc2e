import { createFileRoute } from '@tanstack/react-router';
import { meetingOptions } from '@/api/meetings';

export const Route = createFileRoute('/_app/meetings/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(meetingOptions(params.id));
    return { crumb: { name, nameEn } };
  },
});

import { createFileRoute, redirect } from '@tanstack/react-router';
import { applicationOptions } from '@/api/gates';

/** Mails and the list of one's work name an application by its id; its page stands under the project and the gate. */
export const Route = createFileRoute('/_app/gates/applications/$id')({
  loader: async ({ context, params, location }) => {
    const a = await context.queryClient.ensureQueryData(applicationOptions(params.id));
    throw redirect({
      to: '/projects/$id/gates/$gate',
      params: { id: a.projectId, gate: a.gate },
      search: { round: a.round },
      hash: location.hash,
      replace: true,
    });
  },
});

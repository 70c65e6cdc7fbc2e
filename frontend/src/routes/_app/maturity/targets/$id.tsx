import { createFileRoute } from '@tanstack/react-router';
import { targetOptions } from '@/api/maturity';
import { TargetForm } from '@/features/maturity/Targets';

export const Route = createFileRoute('/_app/maturity/targets/$id')({
  loader: async ({ context, params }) => {
    const { code } = await context.queryClient.ensureQueryData(targetOptions(params.id));
    return { crumb: { name: code ?? '', nameEn: code ?? '' } };
  },
  component: () => <TargetForm id={Route.useParams().id} />,
});

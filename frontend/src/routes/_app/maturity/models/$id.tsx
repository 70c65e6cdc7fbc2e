import { createFileRoute } from '@tanstack/react-router';
import { modelOptions } from '@/api/maturity';
import { ModelPage } from '@/features/maturity/Models';

export const Route = createFileRoute('/_app/maturity/models/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(modelOptions(params.id));
    return { crumb: { name, nameEn } };
  },
  component: () => <ModelPage id={Route.useParams().id} />,
});

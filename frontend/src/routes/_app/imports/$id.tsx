import { createFileRoute } from '@tanstack/react-router';
import { importOptions } from '@/api/imports';
import { ImportPage } from '@/features/imports/ImportPage';
import { type Step, steps } from '@/features/imports/model';

export const Route = createFileRoute('/_app/imports/$id')({
  validateSearch: (raw: Record<string, unknown>): { step?: Step } => ({ step: steps.find((s) => s === raw.step) }),
  loader: async ({ context, params }) => {
    const { fileName } = await context.queryClient.ensureQueryData(importOptions(params.id));
    return { crumb: { name: fileName } };
  },
  component: () => <ImportPage id={Route.useParams().id} step={Route.useSearch().step} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { ProcedureForm } from '@/features/procedures/ProcedureForm';

export const Route = createFileRoute('/_app/procedures/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <ProcedureForm id={Route.useParams().id} />,
});

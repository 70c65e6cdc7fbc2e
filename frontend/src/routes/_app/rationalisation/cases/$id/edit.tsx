import { createFileRoute } from '@tanstack/react-router';
import { CaseForm } from '@/features/rationalisation/CaseForm';

export const Route = createFileRoute('/_app/rationalisation/cases/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <CaseForm id={Route.useParams().id} />,
});

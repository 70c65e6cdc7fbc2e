import { createFileRoute } from '@tanstack/react-router';
import { CaseForm } from '@/features/pilots/CaseForm';

export const Route = createFileRoute('/_app/pilots/cases/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <CaseForm id={Route.useParams().id} />,
});

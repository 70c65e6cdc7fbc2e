import { createFileRoute } from '@tanstack/react-router';
import { AppraisalForm } from '@/features/maturity/AppraisalForm';

export const Route = createFileRoute('/_app/maturity/appraisals/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <AppraisalForm id={Route.useParams().id} />,
});

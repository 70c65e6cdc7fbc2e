import { createFileRoute } from '@tanstack/react-router';
import { AssessForm } from '@/features/rationalisation/AssessForm';

export const Route = createFileRoute('/_app/rationalisation/assess/$id')({
  staticData: { crumb: 'rationalisation:assess.crumb' },
  component: () => <AssessForm id={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { FindingForm } from '@/features/findings/FindingForm';

export const Route = createFileRoute('/_app/findings/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <FindingForm id={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { OutageForm } from '@/features/availability/OutageForm';

export const Route = createFileRoute('/_app/availability/outages/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <OutageForm id={Route.useParams().id} />,
});

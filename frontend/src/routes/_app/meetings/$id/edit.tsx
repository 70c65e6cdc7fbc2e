import { createFileRoute } from '@tanstack/react-router';
import { MeetingForm } from '@/features/meetings/MeetingForm';

export const Route = createFileRoute('/_app/meetings/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <MeetingForm id={Route.useParams().id} />,
});

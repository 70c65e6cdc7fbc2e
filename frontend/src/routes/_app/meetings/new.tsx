import { createFileRoute } from '@tanstack/react-router';
import { MeetingForm } from '@/features/meetings/MeetingForm';

export const Route = createFileRoute('/_app/meetings/new')({
  staticData: { crumb: 'meetings:new' },
  component: () => <MeetingForm />,
});

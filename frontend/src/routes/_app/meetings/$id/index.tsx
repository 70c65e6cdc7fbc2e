import { createFileRoute } from '@tanstack/react-router';
import { MeetingPage, type MeetingTab } from '@/features/meetings/MeetingPage';
import { meetingTabs } from '@/features/meetings/search';

export const Route = createFileRoute('/_app/meetings/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: MeetingTab } => ({
    tab: meetingTabs.find((t) => t === raw.tab && t !== meetingTabs[0]),
  }),
  component: () => <MeetingPage id={Route.useParams().id} tab={Route.useSearch().tab ?? meetingTabs[0]} />,
});

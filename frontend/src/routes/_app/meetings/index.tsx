import { createFileRoute } from '@tanstack/react-router';
import { meetingsOptions } from '@/api/meetings';
import { meetingFilters, meetingsQuery } from '@/features/meetings/fields';
import { MeetingList } from '@/features/meetings/MeetingList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/meetings/')({
  validateSearch: tableSearch(meetingFilters),
  loaderDeps: ({ search }) => meetingsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(meetingsOptions(deps)),
  component: () => <MeetingList search={Route.useSearch()} />,
});

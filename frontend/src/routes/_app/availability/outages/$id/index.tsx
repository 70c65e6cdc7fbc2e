import { createFileRoute } from '@tanstack/react-router';
import { OutagePage } from '@/features/availability/OutagePage';

export const Route = createFileRoute('/_app/availability/outages/$id/')({
  component: () => <OutagePage id={Route.useParams().id} />,
});

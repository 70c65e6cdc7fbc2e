import { createFileRoute } from '@tanstack/react-router';
import { MaintenancePage } from '@/features/availability/MaintenancePage';

export const Route = createFileRoute('/_app/availability/maintenance/$id/')({
  component: () => <MaintenancePage id={Route.useParams().id} />,
});

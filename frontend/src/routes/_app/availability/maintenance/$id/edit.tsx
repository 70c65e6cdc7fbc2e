import { createFileRoute } from '@tanstack/react-router';
import { MaintenanceForm } from '@/features/availability/MaintenanceForm';

export const Route = createFileRoute('/_app/availability/maintenance/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <MaintenanceForm id={Route.useParams().id} />,
});

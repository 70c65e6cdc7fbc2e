import { createFileRoute } from '@tanstack/react-router';
import { MaintenanceForm } from '@/features/availability/MaintenanceForm';

export const Route = createFileRoute('/_app/availability/maintenance/new')({
  staticData: { crumb: 'maintenance:new' },
  component: () => <MaintenanceForm />,
});

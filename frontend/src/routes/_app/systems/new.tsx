import { createFileRoute } from '@tanstack/react-router';
import { SystemForm } from '@/features/systems/SystemForm';

export const Route = createFileRoute('/_app/systems/new')({
  staticData: { crumb: 'systems:new' },
  component: () => <SystemForm />,
});

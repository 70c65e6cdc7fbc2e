import { createFileRoute } from '@tanstack/react-router';
import { PilotForm } from '@/features/pilots/PilotForm';

export const Route = createFileRoute('/_app/pilots/new')({
  staticData: { crumb: 'pilots:new' },
  component: () => <PilotForm />,
});

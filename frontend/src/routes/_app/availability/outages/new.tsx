import { createFileRoute } from '@tanstack/react-router';
import { OutageForm } from '@/features/availability/OutageForm';

export const Route = createFileRoute('/_app/availability/outages/new')({
  staticData: { crumb: 'outages:new' },
  component: () => <OutageForm />,
});

import { createFileRoute } from '@tanstack/react-router';
import { DisasterForm } from '@/features/disasters/DisasterForm';

export const Route = createFileRoute('/_app/disasters/new')({
  staticData: { crumb: 'disasters:new' },
  component: () => <DisasterForm />,
});

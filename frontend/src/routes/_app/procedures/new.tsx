import { createFileRoute } from '@tanstack/react-router';
import { ProcedureForm } from '@/features/procedures/ProcedureForm';

export const Route = createFileRoute('/_app/procedures/new')({
  staticData: { crumb: 'procedures:new' },
  component: () => <ProcedureForm />,
});

import { createFileRoute } from '@tanstack/react-router';
import { CaseForm } from '@/features/rationalisation/CaseForm';

export const Route = createFileRoute('/_app/rationalisation/cases/new')({
  staticData: { crumb: 'cases:new' },
  component: () => <CaseForm />,
});

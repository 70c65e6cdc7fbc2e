import { createFileRoute } from '@tanstack/react-router';
import { LineForm } from '@/features/budgets/LineForm';

export const Route = createFileRoute('/_app/budgets/lines/new')({
  staticData: { crumb: 'budgets:lines.new' },
  component: () => <LineForm />,
});

import { createFileRoute } from '@tanstack/react-router';
import { TargetForm } from '@/features/maturity/Targets';

export const Route = createFileRoute('/_app/maturity/targets/new')({
  staticData: { crumb: 'maturity:targets.new' },
  component: () => <TargetForm />,
});

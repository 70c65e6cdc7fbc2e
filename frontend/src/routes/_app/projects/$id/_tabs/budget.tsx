import { createFileRoute } from '@tanstack/react-router';
import { BudgetTab } from '@/features/budgets/BudgetTab';

export const Route = createFileRoute('/_app/projects/$id/_tabs/budget')({
  staticData: { crumb: 'budgets:tab' },
  component: () => <BudgetTab projectId={Route.useParams().id} />,
});

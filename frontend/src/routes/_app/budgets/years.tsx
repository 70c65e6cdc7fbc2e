import { createFileRoute } from '@tanstack/react-router';
import { yearsOptions } from '@/api/budgets';
import { YearsPage } from '@/features/budgets/YearsPage';

export const Route = createFileRoute('/_app/budgets/years')({
  staticData: { crumb: 'budgets:nav.years' },
  loader: ({ context }) => void context.queryClient.prefetchQuery(yearsOptions()),
  component: () => <YearsPage />,
});

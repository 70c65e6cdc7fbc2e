import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { budgetOptions } from '@/api/budgets';
import { BudgetOverview, type OverviewSearch } from '@/features/budgets/BudgetOverview';
import { measures } from '@/features/budgets/model';

const year = (v: unknown) => (Number(v) >= 1989 && Number(v) <= 2199 ? Number(v) : undefined);

export const Route = createFileRoute('/_app/budgets/')({
  validateSearch: (raw: Record<string, unknown>): OverviewSearch => ({
    measure: measures.find((m) => m === raw.measure && m !== 'planned'),
    from: year(raw.from),
    to: year(raw.to),
    year: year(raw.year),
    sectionId: raw.sectionId ? String(raw.sectionId) : undefined,
    sectionName: raw.sectionName ? String(raw.sectionName) : undefined,
  }),
  loaderDeps: ({ search }) => ({ sectionId: search.sectionId }),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(budgetOptions(deps)),
  component: () => {
    const navigate = useNavigate();
    return (
      <BudgetOverview
        search={Route.useSearch()}
        onSearch={(patch) =>
          void navigate({
            to: '/budgets',
            search: (now: OverviewSearch) => ({ ...now, ...patch }),
            replace: true,
            resetScroll: false,
          })
        }
      />
    );
  },
});

import { createFileRoute } from '@tanstack/react-router';
import { overviewOptions } from '@/api/maturity';
import { MaturityOverview, type OverviewSearch } from '@/features/maturity/MaturityOverview';
import { views } from '@/features/maturity/model';

export const Route = createFileRoute('/_app/maturity/')({
  validateSearch: (raw: Record<string, unknown>): OverviewSearch => ({
    model: raw.model ? String(raw.model) : undefined,
    fiscalYear: Number.isInteger(Number(raw.fiscalYear)) && raw.fiscalYear ? Number(raw.fiscalYear) : undefined,
    view: views.find((v) => v === raw.view && v !== views[0]),
    unit: raw.unit ? String(raw.unit) : undefined,
  }),
  loaderDeps: ({ search }) => ({ model: search.model, fiscalYear: search.fiscalYear }),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(overviewOptions(deps)),
  component: Screen,
});

function Screen() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MaturityOverview
      search={search}
      onSearch={(patch) => void navigate({ search: (s) => ({ ...s, ...patch }), replace: true, resetScroll: false })}
    />
  );
}

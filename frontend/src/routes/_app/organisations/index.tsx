import { createFileRoute } from '@tanstack/react-router';
import { treeOptions } from '@/api/organisations';
import { OrganisationTree, type TreeSearch } from '@/features/organisations/OrganisationTree';
import { parseDay } from '@/lib/dates';

export const Route = createFileRoute('/_app/organisations/')({
  validateSearch: (raw: Record<string, unknown>): TreeSearch => ({
    on: typeof raw.on === 'string' && parseDay(raw.on) ? raw.on : undefined,
    q: raw.q ? String(raw.q) : undefined,
  }),
  loaderDeps: ({ search }) => ({ on: search.on }),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(treeOptions(deps.on)),
  component: Page,
});

function Page() {
  const navigate = Route.useNavigate();
  return (
    <OrganisationTree
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}

import { createFileRoute } from '@tanstack/react-router';
import { type RiskSearch, RisksTab } from '@/features/projects/RisksTab';

export const Route = createFileRoute('/_app/projects/$id/_tabs/risks')({
  staticData: { crumb: 'projects:tabs.risks' },
  validateSearch: (raw: Record<string, unknown>): RiskSearch => ({
    cell: /^[1-5]\.[1-5]$/.test(String(raw.cell)) ? String(raw.cell) : undefined,
    closed: raw.closed === 'true' ? 'true' : undefined,
  }),
  component: () => {
    const navigate = Route.useNavigate();
    return (
      <RisksTab
        projectId={Route.useParams().id}
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
    );
  },
});

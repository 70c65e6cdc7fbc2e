import { createFileRoute } from '@tanstack/react-router';
import { matrixOptions } from '@/api/policy';
import { PolicyPage } from '@/features/policy/PolicyPage';
import { type PolicySearch, policyTabs } from '@/features/policy/search';
import { loadWords } from '@/i18n';

const keys = ['object', 'role', 'permission', 'noun', 'id'] as const;

export const Route = createFileRoute('/_app/policy')({
  staticData: { crumb: 'shell:nav.policy' },
  validateSearch: (raw: Record<string, unknown>): PolicySearch => {
    const search: PolicySearch = { tab: policyTabs.find((t) => t === raw.tab && t !== policyTabs[0]) };
    for (const k of keys) if (raw[k]) search[k] = String(raw[k]);
    return search;
  },
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(matrixOptions());
    return loadWords('policy');
  },
  component: Page,
});

function Page() {
  const navigate = Route.useNavigate();
  return (
    <PolicyPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (now) => ({ ...now, ...patch }), replace: true, resetScroll: false })
      }
    />
  );
}

import { createFileRoute } from '@tanstack/react-router';
import { SearchPage } from '@/features/search/SearchPage';
import { type SearchSearch, searchSearch } from '@/features/search/search';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/search')({
  staticData: { crumb: 'shell:searchShort' },
  validateSearch: (raw: Record<string, unknown>): SearchSearch => searchSearch(raw),
  loader: () => loadWords('search', 'audit'),
  component: Page,
});

function Page() {
  const navigate = Route.useNavigate();
  return (
    <SearchPage
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}

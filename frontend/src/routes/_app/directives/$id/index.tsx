import { createFileRoute } from '@tanstack/react-router';
import { DirectivePage, type DirectiveTab } from '@/features/directives/DirectivePage';
import { directiveTabs } from '@/features/directives/search';

export const Route = createFileRoute('/_app/directives/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: DirectiveTab } => ({
    tab: directiveTabs.find((t) => t === raw.tab && t !== directiveTabs[0]),
  }),
  component: () => <DirectivePage id={Route.useParams().id} tab={Route.useSearch().tab ?? directiveTabs[0]} />,
});

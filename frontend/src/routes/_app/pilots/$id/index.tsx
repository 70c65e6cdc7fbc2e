import { createFileRoute } from '@tanstack/react-router';
import { PilotPage, type PilotTab } from '@/features/pilots/PilotPage';
import { pilotTabs } from '@/features/pilots/search';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/pilots/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: PilotTab } => ({
    tab: pilotTabs.find((t) => t === raw.tab && t !== pilotTabs[0]),
  }),
  // The ledger's names of the kinds of record.
  loader: () => loadWords('audit'),
  component: () => <PilotPage id={Route.useParams().id} tab={Route.useSearch().tab ?? pilotTabs[0]} />,
});

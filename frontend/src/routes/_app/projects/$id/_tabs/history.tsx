import { createFileRoute } from '@tanstack/react-router';
import { historyFields } from '@/features/gates/fields';
import { fieldsOf } from '@/features/projects/fields';
import { loadWords } from '@/i18n';
import { History } from '@/ui/fields/History';

/** The history of a project tells of its milestones, reports, risks and gates as well. */
export const Route = createFileRoute('/_app/projects/$id/_tabs/history')({
  // The ledger's names of the kinds of record.
  loader: () => loadWords('audit'),
  staticData: { crumb: 'projects:tabs.history' },
  component: () => (
    <History noun="projects" id={Route.useParams().id} fields={(noun) => historyFields[noun] ?? fieldsOf(noun)} />
  ),
});

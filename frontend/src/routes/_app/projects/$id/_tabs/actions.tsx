import { createFileRoute } from '@tanstack/react-router';
import { LinkedActions } from '@/features/plans/LinkedActions';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/_tabs/actions')({
  loader: () => loadWords('actions', 'plans'),
  staticData: { crumb: 'actions:linked' },
  component: () => <LinkedActions projectId={Route.useParams().id} />,
});

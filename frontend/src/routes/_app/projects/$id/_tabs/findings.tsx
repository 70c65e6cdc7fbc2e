import { createFileRoute } from '@tanstack/react-router';
import { FindingsPart } from '@/features/findings/FindingsPart';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/_tabs/findings')({
  loader: () => loadWords('findings'),
  staticData: { crumb: 'findings:tab' },
  component: () => <FindingsPart scope={{ projectId: Route.useParams().id }} />,
});

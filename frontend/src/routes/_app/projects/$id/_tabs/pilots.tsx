import { createFileRoute } from '@tanstack/react-router';
import { PilotsPart } from '@/features/pilots/PilotsPart';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/_tabs/pilots')({
  loader: () => loadWords('pilots'),
  staticData: { crumb: 'pilots:tab' },
  component: () => <PilotsPart scope={{ projectId: Route.useParams().id }} />,
});

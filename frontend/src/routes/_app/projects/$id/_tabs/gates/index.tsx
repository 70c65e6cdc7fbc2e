import { createFileRoute } from '@tanstack/react-router';
import { GatesTab } from '@/features/gates/GatesTab';

export const Route = createFileRoute('/_app/projects/$id/_tabs/gates/')({
  staticData: { crumb: 'projects:tabs.gates' },
  component: () => <GatesTab projectId={Route.useParams().id} />,
});

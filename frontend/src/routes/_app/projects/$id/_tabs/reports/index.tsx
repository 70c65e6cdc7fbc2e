import { createFileRoute } from '@tanstack/react-router';
import { ReportsTab } from '@/features/projects/ReportsTab';

export const Route = createFileRoute('/_app/projects/$id/_tabs/reports/')({
  staticData: { crumb: 'projects:tabs.reports' },
  component: () => <ReportsTab projectId={Route.useParams().id} />,
});

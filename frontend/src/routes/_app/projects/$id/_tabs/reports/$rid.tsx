import { createFileRoute } from '@tanstack/react-router';
import { ReportView } from '@/features/projects/ReportView';

export const Route = createFileRoute('/_app/projects/$id/_tabs/reports/$rid')({
  staticData: { crumb: 'projects:tabs.reports' },
  component: () => {
    const { id, rid } = Route.useParams();
    return <ReportView projectId={id} reportId={rid} />;
  },
});

import { createFileRoute } from '@tanstack/react-router';
import { EarnedPanel } from '@/features/health/EarnedPanel';
import { HealthTab } from '@/features/health/HealthTab';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/_tabs/health')({
  staticData: { crumb: 'health:tab' },
  loader: () => loadWords('health', 'earned'),
  component: () => {
    const { id } = Route.useParams();
    return <HealthTab subject="projects" id={id} below={<EarnedPanel projectId={id} />} />;
  },
});

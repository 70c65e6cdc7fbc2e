import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects')({
  staticData: { crumb: 'shell:nav.projects' },
  loader: () => loadWords('projects', 'milestones', 'reports', 'risks', 'gates'),
});

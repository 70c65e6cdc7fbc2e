import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/health')({
  staticData: { crumb: 'shell:nav.health' },
  loader: () => loadWords('health', 'projects', 'systems'),
});

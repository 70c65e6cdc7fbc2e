import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/datasets')({
  staticData: { crumb: 'shell:nav.datasets' },
  loader: () => loadWords('datasets'),
});

import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/findings')({
  staticData: { crumb: 'shell:nav.findings' },
  loader: () => loadWords('findings'),
});

import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/procedures')({
  staticData: { crumb: 'shell:nav.procedures' },
  loader: () => loadWords('procedures'),
});

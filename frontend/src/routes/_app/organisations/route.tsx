import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/organisations')({
  staticData: { crumb: 'shell:nav.organisations' },
  loader: () => loadWords('organisations'),
});

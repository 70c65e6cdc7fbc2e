import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/disasters')({
  staticData: { crumb: 'shell:nav.disasters' },
  loader: () => loadWords('disasters'),
});

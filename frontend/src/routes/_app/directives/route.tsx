import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/directives')({
  staticData: { crumb: 'shell:nav.directives' },
  loader: () => loadWords('directives', 'audit'),
});

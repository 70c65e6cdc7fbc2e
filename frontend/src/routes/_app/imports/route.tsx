import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/imports')({
  staticData: { crumb: 'shell:nav.imports' },
  loader: () => loadWords('imports'),
});

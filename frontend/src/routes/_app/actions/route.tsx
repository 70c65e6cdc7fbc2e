import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/actions')({
  staticData: { crumb: 'shell:nav.actions' },
  loader: () => loadWords('plans', 'actions', 'audit'),
});

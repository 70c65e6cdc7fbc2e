import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/plans')({
  staticData: { crumb: 'shell:nav.plans' },
  loader: () => loadWords('plans', 'actions', 'audit'),
});

import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/budgets')({
  staticData: { crumb: 'shell:nav.budgets' },
  loader: () => loadWords('budgets', 'entries'),
});

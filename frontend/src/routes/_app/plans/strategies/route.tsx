import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/plans/strategies')({
  staticData: { crumb: 'strategies:title' },
  loader: () => loadWords('strategies'),
});

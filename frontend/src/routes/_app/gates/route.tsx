import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/gates')({
  staticData: { crumb: 'shell:nav.gates' },
  loader: () => loadWords('gates'),
});

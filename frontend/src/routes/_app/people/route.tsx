import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/people')({
  staticData: { crumb: 'shell:nav.people' },
  loader: () => loadWords('people', 'tokens', 'policy'),
});

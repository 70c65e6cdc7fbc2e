import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/pilots')({
  staticData: { crumb: 'shell:nav.pilots' },
  loader: () => loadWords('pilots', 'pilot_cases'),
});

import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/rationalisation')({
  staticData: { crumb: 'shell:nav.rationalisation' },
  loader: () => loadWords('rationalisation', 'cases', 'capabilities', 'profiles', 'assessments'),
});

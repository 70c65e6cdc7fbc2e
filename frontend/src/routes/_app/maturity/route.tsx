import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/maturity')({
  staticData: { crumb: 'shell:nav.maturity' },
  loader: () => Promise.all([loadWords('maturity'), loadWords('maturity_targets')]),
});

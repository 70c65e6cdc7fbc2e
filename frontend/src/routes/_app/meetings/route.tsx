import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/meetings')({
  staticData: { crumb: 'shell:nav.meetings' },
  loader: () => loadWords('meetings', 'gates', 'audit'),
});

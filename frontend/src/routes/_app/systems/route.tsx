import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/systems')({
  staticData: { crumb: 'shell:nav.systems' },
  loader: () => loadWords('systems'),
});

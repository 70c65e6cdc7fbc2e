import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/skills')({
  staticData: { crumb: 'shell:nav.skills' },
  loader: () => loadWords('skills', 'skill_holdings'),
});

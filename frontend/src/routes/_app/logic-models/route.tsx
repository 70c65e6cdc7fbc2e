import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/logic-models')({
  staticData: { crumb: 'shell:nav.logic_models' },
  loader: () => loadWords('logic_models'),
});

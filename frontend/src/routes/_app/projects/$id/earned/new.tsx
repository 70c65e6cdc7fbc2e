import { createFileRoute } from '@tanstack/react-router';
import { EarnedForm } from '@/features/health/EarnedForm';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/earned/new')({
  staticData: { crumb: 'earned:new' },
  loader: () => loadWords('health', 'earned'),
  component: () => <EarnedForm projectId={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { EarnedForm } from '@/features/health/EarnedForm';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/earned/$eid/edit')({
  staticData: { crumb: 'earned:edit' },
  loader: () => loadWords('health', 'earned'),
  component: () => {
    const { id, eid } = Route.useParams();
    return <EarnedForm projectId={id} earnedId={eid} />;
  },
});

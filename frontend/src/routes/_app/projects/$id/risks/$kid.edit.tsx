import { createFileRoute } from '@tanstack/react-router';
import { PartForm } from '@/features/projects/PartForm';

export const Route = createFileRoute('/_app/projects/$id/risks/$kid/edit')({
  staticData: { crumb: 'risks:edit' },
  component: () => {
    const { id, kid } = Route.useParams();
    return <PartForm part="risks" projectId={id} partId={kid} />;
  },
});

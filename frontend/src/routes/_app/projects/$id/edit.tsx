import { createFileRoute } from '@tanstack/react-router';
import { ProjectForm } from '@/features/projects/ProjectForm';

export const Route = createFileRoute('/_app/projects/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <ProjectForm id={Route.useParams().id} />,
});

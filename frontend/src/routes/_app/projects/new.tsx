import { createFileRoute } from '@tanstack/react-router';
import { ProjectForm } from '@/features/projects/ProjectForm';

export const Route = createFileRoute('/_app/projects/new')({
  staticData: { crumb: 'projects:new' },
  component: () => <ProjectForm />,
});

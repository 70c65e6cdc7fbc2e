import { createFileRoute } from '@tanstack/react-router';
import { PersonForm } from '@/features/people/PersonForm';

export const Route = createFileRoute('/_app/people/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <PersonForm id={Route.useParams().id} />,
});

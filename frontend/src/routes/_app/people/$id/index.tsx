import { createFileRoute } from '@tanstack/react-router';
import { PersonPage } from '@/features/people/PersonPage';

export const Route = createFileRoute('/_app/people/$id/')({
  component: () => <PersonPage id={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { OrganisationForm } from '@/features/organisations/OrganisationForm';

export const Route = createFileRoute('/_app/organisations/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <OrganisationForm id={Route.useParams().id} />,
});

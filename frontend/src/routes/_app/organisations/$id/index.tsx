import { createFileRoute } from '@tanstack/react-router';
import { OrganisationPage } from '@/features/organisations/OrganisationPage';
import { type OrganisationTab, organisationTabs } from '@/features/organisations/search';

export const Route = createFileRoute('/_app/organisations/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: OrganisationTab } => ({
    tab: organisationTabs.find((t) => t === raw.tab && t !== organisationTabs[0]),
  }),
  component: () => <OrganisationPage id={Route.useParams().id} tab={Route.useSearch().tab ?? organisationTabs[0]} />,
});

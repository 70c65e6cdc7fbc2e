import { createFileRoute } from '@tanstack/react-router';
import { OrganisationForm } from '@/features/organisations/OrganisationForm';

export const Route = createFileRoute('/_app/organisations/new')({
  staticData: { crumb: 'organisations:new' },
  validateSearch: (raw: Record<string, unknown>): { under?: string } => ({
    under: raw.under ? String(raw.under) : undefined,
  }),
  component: () => <OrganisationForm under={Route.useSearch().under} />,
});

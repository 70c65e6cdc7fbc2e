import { createFileRoute } from '@tanstack/react-router';
import { CaseForm } from '@/features/pilots/CaseForm';

export const Route = createFileRoute('/_app/pilots/cases/new')({
  staticData: { crumb: 'pilot_cases:new' },
  validateSearch: (raw: Record<string, unknown>): { pilotId?: string } => ({
    pilotId: typeof raw.pilotId === 'string' ? raw.pilotId : undefined,
  }),
  component: () => <CaseForm pilotId={Route.useSearch().pilotId} />,
});

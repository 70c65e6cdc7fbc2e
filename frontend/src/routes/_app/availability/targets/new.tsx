import { createFileRoute } from '@tanstack/react-router';
import { TargetForm } from '@/features/availability/Targets';

export const Route = createFileRoute('/_app/availability/targets/new')({
  staticData: { crumb: 'targets:new' },
  validateSearch: (raw: Record<string, unknown>): { systemId?: string; systemName?: string } => ({
    systemId: typeof raw.systemId === 'string' ? raw.systemId : undefined,
    systemName: typeof raw.systemName === 'string' ? raw.systemName : undefined,
  }),
  component: () => <TargetForm {...Route.useSearch()} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { systemAvailabilityOptions } from '@/api/availability';
import { SystemAvailabilityPage } from '@/features/availability/SystemAvailabilityPage';

const isMonth = (v: unknown): v is string => typeof v === 'string' && /^\d{4}-\d{2}$/.test(v);

export const Route = createFileRoute('/_app/availability/systems/$id')({
  validateSearch: (raw: Record<string, unknown>): { ending?: string; month?: string } => ({
    ending: isMonth(raw.ending) ? raw.ending : undefined,
    month: isMonth(raw.month) ? raw.month : undefined,
  }),
  loader: async ({ context, params }) => {
    const { system } = await context.queryClient.ensureQueryData(systemAvailabilityOptions(params.id));
    return { crumb: { name: system.name, nameEn: system.nameEn } };
  },
  component: () => <SystemAvailabilityPage id={Route.useParams().id} search={Route.useSearch()} />,
});

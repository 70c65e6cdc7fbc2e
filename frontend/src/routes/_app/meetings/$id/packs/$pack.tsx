import { createFileRoute } from '@tanstack/react-router';
import { PackPage, type PackSearch } from '@/features/meetings/PackPage';

export const Route = createFileRoute('/_app/meetings/$id/packs/$pack')({
  staticData: { crumb: 'meetings:pack.title' },
  validateSearch: (raw: Record<string, unknown>): PackSearch => ({
    item: Number.isInteger(Number(raw.item)) && Number(raw.item) > 1 ? Number(raw.item) : undefined,
    present: raw.present === true || raw.present === 'true' || undefined,
  }),
  component: () => {
    const { id, pack } = Route.useParams();
    return <PackPage meeting={id} id={pack} search={Route.useSearch()} />;
  },
});

import { createFileRoute } from '@tanstack/react-router';
import { GatePage } from '@/features/gates/GatePage';

interface GateSearch {
  /** An older round; the one that counts without it. */
  round?: number;
}

export const Route = createFileRoute('/_app/projects/$id/gates/$gate')({
  validateSearch: (raw: Record<string, unknown>): GateSearch => {
    const round = Number(raw.round);
    return Number.isInteger(round) && round > 0 ? { round } : {};
  },
  loader: ({ params }) => ({ crumb: { name: params.gate } }),
  component: () => {
    const { id, gate } = Route.useParams();
    return <GatePage projectId={id} gate={gate} round={Route.useSearch().round} />;
  },
});

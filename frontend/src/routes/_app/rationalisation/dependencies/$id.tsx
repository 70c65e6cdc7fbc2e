import { createFileRoute } from '@tanstack/react-router';
import { detailOptions } from '@/api/rationalisation';
import { GraphPage, type Way } from '@/features/rationalisation/GraphPage';
import { depths, ways } from '@/features/rationalisation/search';

export const Route = createFileRoute('/_app/rationalisation/dependencies/$id')({
  validateSearch: (raw: Record<string, unknown>): { depth?: number; way?: Way } => ({
    depth: depths.find((d) => d === Number(raw.depth) && d !== 2),
    way: ways.find((w) => w === raw.way && w !== 'both'),
  }),
  loader: async ({ context, params }) => {
    const { system } = await context.queryClient.ensureQueryData(detailOptions(params.id));
    return { crumb: { name: system.name, nameEn: system.nameEn } };
  },
  component: () => {
    const { depth = 2, way = 'both' } = Route.useSearch();
    return <GraphPage id={Route.useParams().id} depth={depth} way={way} />;
  },
});

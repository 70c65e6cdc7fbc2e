import { createFileRoute } from '@tanstack/react-router';
import { CasePage } from '@/features/pilots/CasePage';

export const Route = createFileRoute('/_app/pilots/cases/$id/')({
  component: () => <CasePage id={Route.useParams().id} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { CasePage } from '@/features/rationalisation/CasePage';

export const Route = createFileRoute('/_app/rationalisation/cases/$id/')({
  component: () => <CasePage id={Route.useParams().id} />,
});

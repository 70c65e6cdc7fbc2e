import { createFileRoute } from '@tanstack/react-router';
import { LinePage } from '@/features/budgets/LinePage';

export const Route = createFileRoute('/_app/budgets/lines/$id/')({
  component: () => <LinePage id={Route.useParams().id} />,
});

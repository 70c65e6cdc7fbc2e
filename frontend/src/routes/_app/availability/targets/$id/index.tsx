import { createFileRoute } from '@tanstack/react-router';
import { TargetPage } from '@/features/availability/Targets';

export const Route = createFileRoute('/_app/availability/targets/$id/')({
  component: () => <TargetPage id={Route.useParams().id} />,
});

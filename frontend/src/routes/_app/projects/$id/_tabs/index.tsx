import { createFileRoute } from '@tanstack/react-router';
import { ExecutionCheck, StageBlocked } from '@/features/gates/ExecutionCheck';
import { ReadinessCard } from '@/features/gates/ReadinessCard';
import { WhoActs } from '@/features/gates/WhoActs';
import { Overview } from '@/features/projects/Overview';

export const Route = createFileRoute('/_app/projects/$id/_tabs/')({
  component: () => {
    const { id } = Route.useParams();
    return (
      <Overview
        id={id}
        readiness={<ReadinessCard projectId={id} />}
        who={<WhoActs projectId={id} />}
        execution={<ExecutionCheck projectId={id} />}
        completion={<StageBlocked projectId={id} stage="completion" />}
      />
    );
  },
});

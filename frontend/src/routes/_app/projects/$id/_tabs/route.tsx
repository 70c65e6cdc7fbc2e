import { createFileRoute, Outlet } from '@tanstack/react-router';
import { GateAction } from '@/features/gates/GateAction';
import { ProjectPage } from '@/features/projects/ProjectPage';

/** The head of a project's page stays while its tabs, each an address of its own, change below it. */
export const Route = createFileRoute('/_app/projects/$id/_tabs')({
  component: () => {
    const { id } = Route.useParams();
    return (
      <ProjectPage id={id} gateAction={<GateAction projectId={id} />}>
        <Outlet />
      </ProjectPage>
    );
  },
});

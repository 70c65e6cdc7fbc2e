import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { holds, meOptions } from '@/api/session';
import { GateAction } from '@/features/gates/GateAction';
import { ProjectPage, type ProjectPart } from '@/features/projects/ProjectPage';
import { loadWords } from '@/i18n';

/** What the other nouns say of a project, each a route beside this one; words names the file of the tab's word. */
const parts: readonly (ProjectPart & { permission: string; words: string })[] = [
  { key: 'health', permission: 'health:read', to: '/projects/$id/health', label: 'shell:nav.health', words: 'health' },
  { key: 'budget', permission: 'budgets:read', to: '/projects/$id/budget', label: 'budgets:tab', words: 'budgets' },
  {
    key: 'findings',
    permission: 'findings:read',
    to: '/projects/$id/findings',
    label: 'findings:tab',
    words: 'findings',
  },
  {
    key: 'maturity',
    permission: 'maturity:read',
    to: '/projects/$id/maturity',
    label: 'maturity:tab',
    words: 'maturity',
  },
  {
    key: 'actions',
    permission: 'plan_actions:read',
    to: '/projects/$id/actions',
    label: 'actions:linked',
    words: 'actions',
  },
  {
    key: 'procedures',
    permission: 'procedures:read',
    to: '/projects/$id/procedures',
    label: 'procedures:tab',
    words: 'procedures',
  },
  { key: 'pilots', permission: 'pilots:read', to: '/projects/$id/pilots', label: 'pilots:tab', words: 'pilots' },
  { key: 'skills', permission: 'skills:read', to: '/projects/$id/skills', label: 'skills:tab', words: 'skills' },
];

/** The head of a project's page stays while its tabs, each an address of its own, change below it. */
export const Route = createFileRoute('/_app/projects/$id/_tabs')({
  loader: () => loadWords(...parts.map((p) => p.words)),
  component: () => {
    const { t } = useTranslation();
    const { id } = Route.useParams();
    const { data: me } = useQuery(meOptions());
    const shown = parts.filter((p) => holds(me, p.permission)).map((p) => ({ ...p, label: t(p.label) }));
    return (
      <ProjectPage id={id} gateAction={<GateAction projectId={id} />} parts={shown}>
        <Outlet />
      </ProjectPage>
    );
  },
});

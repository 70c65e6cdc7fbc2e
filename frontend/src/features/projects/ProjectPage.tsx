import { useQuery } from '@tanstack/react-query';
import { type LinkProps, useLocation, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  milestonesOptions,
  type Project,
  projectOptions,
  reportsOptions,
  risksOptions,
  type Step,
} from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { gateFace, gateWord } from '@/lib/gateSteps';
import { Button } from '@/ui/Button';
import { Stepper } from '@/ui/facts';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { HealthChip, ReportAge, SlipText } from './Chips';
import { NextGate } from './columns';
import { openDraft } from './model';

export const projectTabs = ['overview', 'gates', 'reports', 'milestones', 'risks', 'history'] as const;
export type ProjectTab = (typeof projectTabs)[number];

/** The addresses of a project's page. */
type Address = Extract<NonNullable<LinkProps['to']>, `/projects/$id${string}`>;

/** A tab that another noun gives to the page of a project, an address of its own below it. */
export interface ProjectPart {
  /** The last step of its address. */
  key: string;
  to: Address;
  label: string;
  count?: number;
}

const paths = {
  overview: '/projects/$id',
  gates: '/projects/$id/gates',
  reports: '/projects/$id/reports',
  milestones: '/projects/$id/milestones',
  risks: '/projects/$id/risks',
  history: '/projects/$id/history',
} as const satisfies Record<ProjectTab, string>;

export interface ProjectPageProps {
  id: string;
  /** The one act that moves the project on; the gates give it. */
  gateAction: ReactNode;
  /** What other nouns say of the project; they stand before the history. */
  parts: readonly ProjectPart[];
  /** The tab's content, from its own route. */
  children: ReactNode;
}

/** One project: where is it, can it pass the next gate, what is missing, who acts? The head stays, the tabs are addresses. */
export function ProjectPage({ id, gateAction, parts, children }: ProjectPageProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const addresses: Record<string, Address> = {
    ...paths,
    ...Object.fromEntries(parts.map((p) => [p.key, p.to])),
  };
  const step = useLocation({ select: (l) => l.pathname.split('/')[3] }) ?? '';
  const chosen = step in addresses ? step : 'overview';
  const { data: project, error, refetch } = useQuery(projectOptions(id));
  const counts = useCounts(id);
  if (error && !project) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!project) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={f.name(project)}
        code={project.code}
        answer={<Standing project={project} />}
        actions={<Actions project={project}>{gateAction}</Actions>}
      />
      {/* On a phone the way through the gates would push every tab below the fold. */}
      <div className={chosen === 'overview' ? undefined : 'max-md:hidden'}>
        <GateSteps project={project} />
      </div>
      <Tabs
        label={t('projects:tabs.label')}
        chosen={chosen}
        onChange={(tab) => void navigate({ to: addresses[tab] ?? paths.overview, params: { id }, resetScroll: false })}
        tabs={projectTabs.flatMap((key) => [
          ...(key === 'history' ? parts.map((p) => ({ ...p, content: children })) : []),
          { key, label: t(`projects:tabs.${key}`), count: counts[key], content: children },
        ])}
      />
    </div>
  );
}

function useCounts(id: string): Partial<Record<ProjectTab, number>> {
  return {
    reports: useQuery(reportsOptions(id)).data?.total,
    milestones: useQuery(milestonesOptions(id)).data?.total,
    risks: useQuery(risksOptions(id)).data?.items.filter((r) => r.state !== 'closed').length,
  };
}

/** Every gate of the project's way: how it stands, and when it was or will be decided. */
function GateSteps({ project }: { project: Project }) {
  const { t } = useTranslation();
  const f = useFormat();
  const note = (g: Step) =>
    g.decidedOn
      ? t('projects:decidedOn', { on: f.dayShort(g.decidedOn) })
      : g.plannedOn && t('projects:plannedOn', { on: f.dayShort(g.plannedOn) });
  return (
    <Stepper
      label={t('projects:gatesLabel')}
      steps={project.gates.map((g) => ({
        key: g.gate,
        label: t(`projects:gate.${g.gate}`),
        state: gateFace(g, project.nextGate),
        word: t(`projects:gateWord.${gateWord(g, project.nextGate)}`),
        note: note(g),
        link: { to: '/projects/$id/gates/$gate', params: { id: project.id, gate: g.gate } },
      }))}
    />
  );
}

/** Tier, section, next gate; then how it goes by its own word and by its dates. */
function Standing({ project }: { project: Project }) {
  const { t } = useTranslation();
  const f = useFormat();
  const section =
    (project.applicantPath ?? [])
      .map((o) => f.name(o))
      .slice(1)
      .join(' ') || f.pick(project.applicantName, project.applicantNameEn);
  return (
    <div className="flex flex-col gap-1">
      <span className="flex flex-wrap gap-x-3">
        <span>{t(`projects:tierName.${project.tier}`)}</span>
        <span>{section}</span>
        <span>{t(`projects:state.${project.state}`)}</span>
        <span className="font-bold text-ink">
          <NextGate project={project} />
        </span>
      </span>
      <span className="flex flex-wrap items-baseline gap-x-4">
        <HealthChip project={project} />
        <span>
          {t('projects:reportLabel')} <ReportAge project={project} />
        </span>
        <span>
          {t('projects:slipLabel')} <SlipText days={project.slipDays} unit />
        </span>
        {project.finishOn && (
          <span>
            {t(
              project.baselineFinishOn && project.baselineFinishOn !== project.finishOn
                ? 'projects:finishMoved'
                : 'projects:finish',
              {
                on: f.dayShort(project.finishOn),
                first: f.dayShort(project.baselineFinishOn),
              },
            )}
          </span>
        )}
      </span>
    </div>
  );
}

function Actions({ project, children }: { project: Project; children: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const draft = openDraft(useQuery(reportsOptions(project.id)).data?.items ?? []);
  const params = { id: project.id };
  return (
    <>
      <Button can={project.can?.update} onPress={() => void navigate({ to: '/projects/$id/edit', params })}>
        {t('common:edit')}
      </Button>
      <Button
        can={project.can?.report}
        onPress={() =>
          void navigate(
            draft
              ? { to: '/projects/$id/reports/$rid/edit', params: { ...params, rid: draft.id } }
              : { to: '/projects/$id/reports/new', params },
          )
        }
      >
        {t(draft ? 'projects:continueReport' : 'projects:writeReport')}
      </Button>
      {children}
    </>
  );
}

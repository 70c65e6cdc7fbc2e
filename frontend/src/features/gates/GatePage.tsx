import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applicationOptions, type GateView, gateSetOptions, readinessOptions, stepperOptions } from '@/api/gates';
import { projectOptions } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { BareLink, Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { ApplicationForm } from './ApplicationForm';
import { ApplicationView } from './ApplicationView';
import { RoundWord } from './Chips';
import { PrepareButton } from './GateAction';
import { chosenRound, isLatest, isOpen } from './model';
import { ReadinessCard } from './ReadinessCard';
import { RoundActions } from './RoundActions';
import { WhoActs } from './WhoActs';

/** One gate of a project: the application, its review, its decision, and what the decision demands; older rounds stay readable. */
export function GatePage({ projectId, gate, round }: { projectId: string; gate: string; round?: number }) {
  const { t } = useTranslation();
  const f = useFormat();
  const project = useQuery(projectOptions(projectId));
  const stepper = useQuery(stepperOptions(projectId));
  const { data: readiness } = useQuery(readinessOptions(projectId, gate));
  const set = useQuery(gateSetOptions()).data;
  const def = set?.gates.find((g) => g.id === gate);
  const view = stepper.data?.gates.find((g) => g.gate === gate);
  const chosen = view && chosenRound(view.rounds, round);
  const { data: application, error } = useQuery({ ...applicationOptions(chosen?.id ?? ''), enabled: Boolean(chosen) });
  const failed = project.error ?? stepper.error ?? error;
  if (failed && !application) return <FailedState error={failed} onRetry={() => void stepper.refetch()} />;
  if (!project.data || !stepper.data || !set || (chosen && !application)) return <SkeletonPage />;
  if (!def || !view)
    return <EmptyState title={t('gates:notInSequence', { gate })} hint={t('gates:notInSequenceHint')} />;
  const latest = !chosen || isLatest(view.rounds, chosen.round);
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={`${gate} ${f.pick(def.name, def.nameEn)}`}
        answer={
          <span className="flex flex-wrap items-baseline gap-x-3">
            <Link to="/projects/$id" params={{ id: projectId }}>
              {project.data.code} {f.name(project.data)}
            </Link>
            <span>{t(`gates:tierName.${application?.tier ?? stepper.data.tier}`)}</span>
            {chosen ? (
              <RoundWord state={chosen.state} outcome={chosen.outcome} />
            ) : (
              <span>{t(view.skipped ? 'gates:skipped' : 'gates:notBegun')}</span>
            )}
            {chosen && isOpen(chosen.state) && application?.dueOn && (
              <span>{t('gates:wantedBy', { on: f.day(application.dueOn) })}</span>
            )}
            <span>{t('gates:when', { when: f.pick(def.when, def.whenEn) })}</span>
          </span>
        }
        actions={
          latest && (
            <>
              {application && <RoundActions application={application} />}
              {!view.skipped && !(chosen && isOpen(chosen.state)) && (
                <PrepareButton
                  projectId={projectId}
                  gate={gate}
                  outcome={chosen?.outcome ?? ''}
                  can={(application?.can ?? readiness?.can)?.apply}
                />
              )}
            </>
          )
        }
      />
      {view.rounds.length > 1 && <Rounds projectId={projectId} gate={view} chosen={chosen?.round} />}
      {!latest && <p className="border-line-strong border-l-4 pl-3">{t('gates:oldRound')}</p>}
      {application?.state === 'draft' && latest ? (
        <ApplicationForm key={application.id} application={application} gate={def} set={set} />
      ) : application ? (
        <ApplicationView application={application} gate={def} set={set} live={latest} />
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-3">
          <div className="lg:col-span-2">
            <ReadinessCard projectId={projectId} gate={gate} />
          </div>
          <WhoActs projectId={projectId} gate={gate} />
        </div>
      )}
    </div>
  );
}

/** Every round at the gate; those that ended can only be read. */
function Rounds({ projectId, gate, chosen }: { projectId: string; gate: GateView; chosen: number | undefined }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('gates:roundsLabel')} className="no-print">
      <ul className="flex flex-wrap gap-2">
        {gate.rounds.map((r) => (
          <li key={r.id}>
            <BareLink
              to="/projects/$id/gates/$gate"
              params={{ id: projectId, gate: gate.gate }}
              search={{ round: r.round }}
              aria-current={r.round === chosen ? 'true' : undefined}
              className={cx(
                'flex min-h-control items-center gap-2 border px-3 text-ink',
                r.round === chosen ? 'border-accent bg-chosen font-bold' : 'border-line bg-paper hover:bg-hover',
              )}
            >
              {t('gates:roundNo', { round: r.round })}
              <RoundWord state={r.state} outcome={r.outcome} />
            </BareLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

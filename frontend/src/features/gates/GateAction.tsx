import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Outcome, openRound, type Readiness, readinessOptions } from '@/api/gates';
import { projectOptions } from '@/api/projects';
import type { Verdict } from '@/api/types';
import { ActDialog } from '@/ui/act/ActDialog';
import { Refusal } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Link, MainLink } from '@/ui/Link';
import { lacking } from './model';
import { explainGate } from './Refused';
import { SubmitButton } from './SubmitButton';

/** The one act that moves a project on: prepare the application, hand it in, or go to its review. */
export function GateAction({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const { data: project } = useQuery(projectOptions(projectId));
  const gate = project?.nextGate ?? '';
  const { data: readiness } = useQuery({ ...readinessOptions(projectId, gate), enabled: Boolean(gate) });
  const step = project?.gates.find((g) => g.gate === gate);
  if (!project || !step || !readiness) return null;
  const can = readiness.can ?? {};
  if (step.state === 'draft') return <Submit readiness={readiness} projectId={projectId} />;
  if (step.state === 'submitted' || step.state === 'coordination' || step.state === 'review') {
    const verb = can.decide?.allowed
      ? 'toDecide'
      : can.review?.allowed
        ? 'toOpine'
        : can.start?.allowed
          ? 'toStart'
          : 'toReview';
    return (
      <MainLink to="/projects/$id/gates/$gate" params={{ id: projectId, gate }}>
        {t(`gates:go.${verb}`, { gate })}
      </MainLink>
    );
  }
  return <PrepareButton projectId={projectId} gate={gate} outcome={step.outcome} can={can.apply} />;
}

export interface PrepareButtonProps {
  projectId: string;
  gate: string;
  /** Of the round that counts: a gate that has passed is opened again only after asking. */
  outcome: Outcome | '';
  can?: Verdict;
}

/** Opens the next round as a draft, and goes there. */
export function PrepareButton({ projectId, gate, outcome, can }: PrepareButtonProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const act = useAct({
    send: (intent) => openRound(projectId, gate, intent),
    onDone: () => void navigate({ to: '/projects/$id/gates/$gate', params: { id: projectId, gate } }),
  });
  if (outcome === 'approved' || outcome === 'conditional') {
    return (
      can?.allowed && (
        <>
          <Button variant="quiet" onPress={() => setAsking(true)}>
            {t('gates:reopen')}
          </Button>
          <ActDialog
            title={t('gates:reopenTitle', { gate })}
            effect={t('gates:reopenEffect')}
            verb={t('gates:prepareAgain', { gate })}
            act={act}
            isOpen={asking}
            onClose={() => setAsking(false)}
            explain={explainGate}
          />
        </>
      )
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <Button variant="main" can={can} busy={act.busy} onPress={() => void act.run()}>
        {t(outcome ? 'gates:prepareAgain' : 'gates:prepare', { gate })}
      </Button>
      <Refusal act={act} explain={explainGate} />
    </div>
  );
}

/** While something is missing the button waits beside what that is; the way there is the application itself. */
function Submit({ readiness, projectId }: { readiness: Readiness; projectId: string }) {
  const { t } = useTranslation();
  const { gate } = readiness;
  const count = lacking(readiness).length;
  return (
    <SubmitButton projectId={projectId} gate={gate}>
      <Link to="/projects/$id/gates/$gate" params={{ id: projectId, gate }} className="text-note">
        {t('gates:fillIn', { count })}
      </Link>
    </SubmitButton>
  );
}

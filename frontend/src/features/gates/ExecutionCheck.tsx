import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stepperOptions } from '@/api/gates';
import { actOnProject, projectOptions } from '@/api/projects';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { toast } from '@/ui/toast';
import { brokenRules } from './model';
import { explainGate, RuleList } from './Refused';

/** What stands against entering a stage; nothing when nothing does. */
export function StageBlocked({ projectId, stage: name }: { projectId: string; stage: 'contract' | 'completion' }) {
  const { t } = useTranslation();
  const { data: stepper } = useQuery(stepperOptions(projectId));
  const stage = stepper?.execution.find((s) => s.stage === name);
  const broken = stage ? brokenRules(stage) : [];
  if (broken.length === 0) return null;
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-note text-ink-soft">{t(`gates:blocked.${name}`)}</p>
      <RuleList rules={broken} />
      <Link to="/projects/$id/gates" params={{ id: projectId }} className="no-print text-note">
        {t('gates:toConditions')}
      </Link>
    </div>
  );
}

/** The start of execution, or what stands against it: the gate before the contract, and any condition to be met at once (R4). */
export function ExecutionCheck({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { data: project } = useQuery(projectOptions(projectId));
  const { data: stepper } = useQuery(stepperOptions(projectId));
  const act = useAct({
    send: (intent) => actOnProject(projectId, 'execution', project?.version ?? 0, intent),
    onDone: () => toast(t('gates:executionStarted')),
  });
  const stage = stepper?.execution.find((s) => s.stage === 'contract');
  if (!project || !stage) return null;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        isDisabled={!stage.ready}
        can={stage.ready ? project.can?.execute : undefined}
        onPress={() => setAsking(true)}
        beside
      >
        {t('gates:startExecution')}
      </Button>
      <StageBlocked projectId={projectId} stage="contract" />
      <ActDialog
        title={t('gates:startExecutionTitle', { code: project.code })}
        effect={t('gates:startExecutionEffect')}
        verb={t('gates:startExecution')}
        act={act}
        isOpen={asking}
        onClose={() => setAsking(false)}
        explain={explainGate}
      />
    </div>
  );
}

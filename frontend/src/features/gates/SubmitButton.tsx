import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationOptions, readinessOptions, submitApplication } from '@/api/gates';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { lacking } from './model';
import { explainGate } from './Refused';

export interface SubmitButtonProps {
  projectId: string;
  gate: string;
  /** The form beside it holds changes that readiness has not seen. */
  unsaved?: boolean;
  /** In place of the words about what is missing. */
  children?: ReactNode;
}

/** Hands the draft in. While readiness says no, the button stands beside what is missing. */
export function SubmitButton({ projectId, gate, unsaved, children }: SubmitButtonProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { data: readiness } = useQuery(readinessOptions(projectId, gate));
  const id = readiness?.applicationId ?? '';
  const { data: application } = useQuery({ ...applicationOptions(id), enabled: Boolean(id) });
  const act = useAct({
    send: (intent) => submitApplication(id, application?.version ?? 0, intent),
    onDone: () => {
      toast(t('gates:submitted', { gate }));
      // The form gives way to the round as it was handed in: the reader lands at its head.
      window.scrollTo({ top: 0 });
    },
  });
  if (!readiness || !application) return null;
  const lines = lacking(readiness);
  const waits = unsaved
    ? t('gates:saveFirst')
    : readiness.ready
      ? undefined
      : lines.length > 0
        ? t('gates:lacking', { count: lines.length, lines: lines.join(t('common:listSeparator')) })
        : t('gates:rulesAgainst');
  const can = application.can?.submit;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Button variant="main" can={can} isDisabled={Boolean(waits)} onPress={() => setAsking(true)}>
        {t('gates:submit', { gate })}
      </Button>
      {waits && can?.allowed !== false && (children ?? <span className="text-ink-soft text-note">{waits}</span>)}
      <ActDialog
        title={t('gates:submitTitle', { gate, code: application.projectCode })}
        effect={t('gates:submitEffect')}
        verb={t('gates:submit', { gate })}
        act={act}
        isOpen={asking}
        onClose={() => setAsking(false)}
        explain={explainGate}
      />
    </span>
  );
}

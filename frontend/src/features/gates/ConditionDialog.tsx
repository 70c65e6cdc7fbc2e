import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Condition, type Evidence, reportCondition, verifyCondition, waiveCondition } from '@/api/gates';
import { Problem } from '@/api/problem';
import { today } from '@/lib/dates';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { RadioGroup } from '@/ui/Choice';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { EvidenceInput } from './EvidenceInput';
import { explainGate } from './Refused';

export type ConditionAct = 'report' | 'verify' | 'waive';

export interface ConditionDialogProps {
  condition: Condition;
  onClose: () => void;
}

/** The dialogue of an act on a condition. */
export function ConditionDialog({ act, ...props }: ConditionDialogProps & { act: ConditionAct }) {
  if (act === 'report') return <ReportDialog {...props} />;
  return act === 'verify' ? <VerifyDialog {...props} /> : <WaiveDialog {...props} />;
}

/** The owner says that it is met, with evidence. */
function ReportDialog({ condition: c, onClose }: ConditionDialogProps) {
  const { t } = useTranslation();
  const [evidence, setEvidence] = useState<Evidence[]>([{ kind: '', title: '', reference: '', date: today() }]);
  const [comment, setComment] = useState('');
  const real = evidence.filter((e) => e.title?.trim() || e.reference?.trim());
  const act = useAct({
    send: (intent) =>
      reportCondition(c.id, c.version, intent, {
        evidence: real.map(({ kind = '', title = '', reference = '', date }) => ({
          kind,
          title,
          reference,
          ...(date ? { date } : {}),
        })),
        comment: comment.trim(),
      }),
    onDone: () => toast(t('gates:done.report')),
  });
  return (
    <ActDialog
      title={t('gates:dialog.report', { gate: c.gate, no: c.no })}
      effect={t('gates:effect.report')}
      verb={t('gates:act.report')}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={real.length === 0 ? t('gates:waits.evidence') : undefined}
      width="wide"
    >
      <Quoted condition={c} />
      <EvidenceInput
        value={evidence}
        onChange={setEvidence}
        faults={act.problem instanceof Problem ? act.problem.errors : []}
      />
      <TextArea
        label={t('gates:comment')}
        value={comment}
        onChange={setComment}
        rows={3}
        maxLength={2000}
        error={faultAt(t, act.problem, 'comment')}
      />
    </ActDialog>
  );
}

/** Somebody else finds it met, or sends it back. */
function VerifyDialog({ condition: c, onClose }: ConditionDialogProps) {
  const { t } = useTranslation();
  const [result, setResult] = useState<'met' | 'not_met' | ''>('');
  const [comment, setComment] = useState('');
  const back = result === 'not_met';
  const act = useAct({
    send: (intent) =>
      verifyCondition(c.id, c.version, intent, { result: result || 'not_met', comment: comment.trim() }),
    onDone: () => toast(t(back ? 'gates:done.sentBack' : 'gates:done.verify')),
  });
  const waits = !result ? 'result' : back && !comment.trim() ? 'reason' : undefined;
  return (
    <ActDialog
      title={t('gates:dialog.verify', { gate: c.gate, no: c.no })}
      effect={t(back ? 'gates:effect.verify_not_met' : 'gates:effect.verify_met')}
      verb={t(back ? 'gates:act.sendBack' : 'gates:act.verify')}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={waits && t(`gates:waits.${waits}`)}
    >
      <Quoted condition={c} />
      <RadioGroup
        label={t('gates:result')}
        required
        value={result}
        onChange={(v) => setResult(v as typeof result)}
        options={['met', 'not_met'].map((v) => ({ value: v, label: t(`gates:results.${v}`) }))}
      />
      <TextArea
        label={t(back ? 'common:reason' : 'gates:comment')}
        required={back}
        value={comment}
        onChange={setComment}
        rows={3}
        maxLength={2000}
        error={faultAt(t, act.problem, 'comment')}
      />
    </ActDialog>
  );
}

/** The decider of the tier drops it, with the reason (R5). */
function WaiveDialog({ condition: c, onClose }: ConditionDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) => waiveCondition(c.id, c.version, intent, reason.trim()),
    onDone: () => toast(t('gates:done.waive')),
  });
  return (
    <ActDialog
      title={t('gates:dialog.waive', { gate: c.gate, no: c.no })}
      effect={t('gates:effect.waive')}
      verb={t('gates:act.waive')}
      danger
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={reason.trim() ? undefined : t('gates:waits.reason')}
    >
      <Quoted condition={c} />
      <TextArea
        label={t('common:reason')}
        help={t('gates:waiveHelp')}
        required
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={2000}
        error={faultAt(t, act.problem, 'reason')}
      />
    </ActDialog>
  );
}

function Quoted({ condition }: { condition: Condition }) {
  return <p className="measure whitespace-pre-line border-line border-l-2 pl-3">{condition.text}</p>;
}

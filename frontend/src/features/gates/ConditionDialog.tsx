import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnCondition, type Condition, type ConditionAct, type Evidence } from '@/api/gates';
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

/** Reports a condition as met, verifies it, or waives it. */
export function ConditionDialog({
  condition: c,
  act: kind,
  onClose,
}: {
  condition: Condition;
  act: ConditionAct;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [evidence, setEvidence] = useState<Evidence[]>([{ kind: '', title: '', reference: '', date: today() }]);
  const [comment, setComment] = useState('');
  const [result, setResult] = useState('');
  const text = comment.trim();
  const real = evidence.filter((e) => e.title?.trim() || e.reference?.trim());
  const body = {
    report: {
      evidence: real.map(({ date, ...e }) => ({ ...e, kind: e.kind ?? '', ...(date ? { date } : {}) })),
      comment: text,
    },
    verify: { result, comment: text },
    waive: { reason: text },
  }[kind];
  const act = useAct({
    send: (intent) => actOnCondition(c.id, kind, c.version, intent, body),
    onDone: () => toast(t(kind === 'verify' && result === 'not_met' ? 'gates:done.sentBack' : `gates:done.${kind}`)),
  });
  const waits = {
    report: real.length === 0 ? 'evidence' : undefined,
    verify: !result ? 'result' : result === 'not_met' && !text ? 'reason' : undefined,
    waive: text ? undefined : 'reason',
  }[kind];
  const mustSay = kind === 'waive' || result === 'not_met';
  return (
    <ActDialog
      title={t(`gates:dialog.${kind}`, { gate: c.gate, no: c.no })}
      effect={t(kind === 'verify' ? `gates:effect.verify_${result || 'met'}` : `gates:effect.${kind}`)}
      verb={t(kind === 'verify' && result === 'not_met' ? 'gates:act.sendBack' : `gates:act.${kind}`)}
      danger={kind === 'waive'}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={waits && t(`gates:waits.${waits}`)}
      width={kind === 'report' ? 'wide' : 'narrow'}
    >
      <p className="measure whitespace-pre-line border-line border-l-2 pl-3">{c.text}</p>
      {kind === 'report' && (
        <EvidenceInput
          value={evidence}
          onChange={setEvidence}
          faults={act.problem instanceof Problem ? act.problem.errors : []}
        />
      )}
      {kind === 'verify' && (
        <RadioGroup
          label={t('gates:result')}
          required
          value={result}
          onChange={setResult}
          options={['met', 'not_met'].map((v) => ({ value: v, label: t(`gates:results.${v}`) }))}
        />
      )}
      <TextArea
        label={t(mustSay ? 'common:reason' : 'gates:comment')}
        help={kind === 'waive' ? t('gates:waiveHelp') : undefined}
        required={mustSay}
        value={comment}
        onChange={setComment}
        rows={3}
        maxLength={2000}
        error={faultAt(t, act.problem, kind === 'waive' ? 'reason' : 'comment')}
      />
    </ActDialog>
  );
}

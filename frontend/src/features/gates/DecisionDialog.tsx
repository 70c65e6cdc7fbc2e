import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Application, decideApplication, type Outcome, readinessOptions, stepperOptions } from '@/api/gates';
import { Problem } from '@/api/problem';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { ComboBox } from '@/ui/ComboBox';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { ConditionsEditor } from './ConditionsEditor';
import { against, heeded, needsReason, type Proposal, waitsFor } from './model';
import { OutcomeChoice } from './OutcomeChoice';
import { explainGate } from './Refused';

/** Ends a round. The rules say beforehand which outcomes are open and why the others are not; the server says it again. */
export function DecisionDialog({ application: a, onClose }: { application: Application; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: readiness } = useQuery(readinessOptions(a.projectId, a.gate));
  const gates = useQuery(stepperOptions(a.projectId)).data?.gates.map((g) => g.gate) ?? [];
  const substitute = !a.can?.decide?.allowed && Boolean(a.can?.substitute?.allowed);
  const [p, setP] = useState<Proposal>({ outcome: '', reason: '', conditions: [], substituteFor: '' });
  const [owners, setOwners] = useState<Record<string, string>>({});
  const [post, setPost] = useState('');
  const set = (patch: Partial<Proposal>) => setP((now) => ({ ...now, ...patch }));
  const conditional = p.outcome === 'conditional';
  const act = useAct({
    send: (intent) =>
      decideApplication(a.id, a.version, intent, {
        outcome: p.outcome as Outcome,
        reason: p.reason.trim(),
        ...(conditional ? { conditions: p.conditions.map(sent) } : {}),
        ...(substitute ? { substituteFor: p.substituteFor } : {}),
      }),
    onDone: (done) =>
      toast(t('gates:done.decide', { outcome: t(`gates:outcome.${p.outcome}`), number: done.number ?? '' })),
  });
  const rules = heeded((readiness?.action === 'decide' && readiness.rules) || [], substitute);
  const waits = p.outcome && against(p.outcome, rules).length > 0 ? 'blocked' : waitsFor(p, a.dca, substitute);
  const next = gates[gates.indexOf(a.gate) + 1];
  return (
    <ActDialog
      title={t(substitute ? 'gates:dialog.substitute' : 'gates:dialog.decide', {
        gate: a.gate,
        code: a.projectCode,
        round: a.round,
      })}
      effect={p.outcome && effect(p.outcome)}
      verb={p.outcome ? t(`gates:verb.${p.outcome}`) : t('gates:act.decide')}
      danger={p.outcome === 'rejected'}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={waits && t(`gates:waits.${waits}`)}
      width="wide"
    >
      {substitute && (
        <ComboBox
          label={t('gates:substitute')}
          help={t('gates:substituteHelp')}
          required
          noun="posts"
          value={p.substituteFor}
          valueLabel={post}
          onChange={(id, choice) => {
            set({ substituteFor: id });
            setPost(choice?.name ?? '');
          }}
          error={faultAt(t, act.problem, 'substituteFor')}
        />
      )}
      <OutcomeChoice value={p.outcome} onChange={(outcome) => set({ outcome })} rules={rules} dca={a.dca} />
      {conditional && (
        <ConditionsEditor
          conditions={p.conditions}
          onChange={(conditions) => set({ conditions })}
          names={owners}
          onNamed={(id, name) => setOwners((known) => ({ ...known, [id]: name }))}
          laterGates={gates.slice(gates.indexOf(a.gate) + 1)}
          faults={act.problem instanceof Problem ? act.problem.errors : []}
        />
      )}
      {p.outcome && (
        <TextArea
          label={t('common:reason')}
          help={t('gates:decisionReasonHelp')}
          required={needsReason(p.outcome)}
          value={p.reason}
          onChange={(reason) => set({ reason })}
          rows={3}
          maxLength={4000}
          error={faultAt(t, act.problem, 'reason')}
        />
      )}
    </ActDialog>
  );

  function effect(outcome: Outcome) {
    const critical = p.conditions.filter((c) => c.criticality === 'critical').length;
    const key = outcome === 'conditional' && critical > 0 ? 'conditionalCritical' : outcome;
    return t(`gates:decideEffect.${key}`, {
      gate: a.gate,
      next: next ?? t('gates:noNext'),
      count: p.conditions.length,
      critical,
    });
  }
}

/** A condition is due on a day or at a gate, never an empty one of both. */
const sent = ({ dueOn, dueGate, ...rest }: Proposal['conditions'][number]) => ({
  ...rest,
  text: rest.text.trim(),
  ...(dueOn ? { dueOn } : {}),
  ...(dueGate ? { dueGate } : {}),
});

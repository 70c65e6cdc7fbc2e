import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AgendaItem, decideItem, type Ruling } from '@/api/meetings';
import { Problem } from '@/api/problem';
import { i18n } from '@/i18n';
import type { Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { RadioGroup } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultsWithin } from '@/ui/form/faults';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { approvalDecisions, followFields, reportDecisions } from './fields';
import { only } from './model';

const rows = (draft: Draft, key: string, keys: string[]) =>
  ((draft[key] as Draft[]) ?? []).map((row) => only(row, keys));

/** Records what the meeting decided, with what follows from it: all of it is written, or nothing. */
export function DecideDialog({ meeting, item, onClose }: { meeting: string; item: AgendaItem; onClose: () => void }) {
  const { t } = useTranslation();
  const [decision, setDecision] = useState<string>(item.decision ?? '');
  const [remark, setRemark] = useState(item.remark ?? '');
  const [substitute, setSubstitute] = useState({ id: '', name: '' });
  const [draft, setDraft] = useState<Draft>({});
  const s = item.subject;
  const reaches = s?.waiting && item.kind === 'approval' ? s.noun : undefined;
  const gate = reaches === 'gate_applications';
  const plain = decision === 'noted' || decision === 'approved';
  const act = useAct({
    send: (intent) => {
      const body = {
        decision,
        remark: remark.trim(),
        ...(s?.version ? { subjectVersion: s.version } : {}),
        ...(s?.hash ? { subjectHash: s.hash } : {}),
        ...(gate && decision === 'conditional'
          ? { conditions: rows(draft, 'conditions', ['text', 'criticality', 'ownerId', 'dueOn']) }
          : {}),
        ...(gate && substitute.id ? { substituteFor: substitute.id } : {}),
        opinions: rows(draft, 'opinions', ['postId', 'text']),
        directives: rows(draft, 'directives', ['title', 'text', 'priority', 'ownerId', 'dueOn']),
      } as unknown as Ruling;
      return decideItem(meeting, item.id, body, item.version, intent);
    },
    onDone: (saved) => toast(t('meetings:decide.saved', { name: saved.title })),
  });
  const faults = act.problem instanceof Problem ? act.problem.errors : [];
  const options = (item.kind === 'report' ? reportDecisions : approvalDecisions).map((value) => ({
    value,
    label: t(`meetings:decision.${value}`),
  }));
  const shown = followFields.filter((x) => x.key !== 'conditions' || (gate && decision === 'conditional'));
  return (
    <ActDialog
      title={t('meetings:decide.title', { name: item.title })}
      effect={
        reaches && decision
          ? t(`meetings:decide.effect.${reaches}.${decision}`, { name: s?.name ?? '' })
          : t('meetings:decide.effect.none')
      }
      verb={t('meetings:decide.verb')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      explain={(p) => (p.code === 'not_ready' ? <Unmet problem={p} /> : null)}
      waits={
        !decision
          ? t('meetings:decide.waitsDecision')
          : !plain && !remark.trim()
            ? t('meetings:decide.waitsRemark')
            : undefined
      }
    >
      <div className="flex flex-col gap-4">
        {item.proposal && (
          <p className="max-w-prose whitespace-pre-line border-line-strong border-l-4 pl-3">{item.proposal}</p>
        )}
        <RadioGroup
          label={t('meetings:field.decision')}
          required
          inline
          value={decision}
          onChange={setDecision}
          options={options}
          error={faultAt(t, act.problem, 'decision')}
        />
        <TextArea
          label={t('meetings:field.remark')}
          help={t('meetings:help.remark')}
          required={Boolean(decision) && !plain}
          rows={2}
          maxLength={4000}
          value={remark}
          onChange={setRemark}
          error={faultAt(t, act.problem, 'remark')}
        />
        {gate && (
          <ComboBox
            label={t('meetings:decide.substitute')}
            help={t('meetings:decide.substituteHelp')}
            noun="posts"
            value={substitute.id}
            valueLabel={substitute.name}
            onChange={(id, choice) => setSubstitute({ id, name: choice?.name ?? '' })}
          />
        )}
        {shown.map((x) => (
          <FieldInput
            key={x.key}
            field={x}
            draft={draft}
            onChange={(patch) => setDraft((d) => ({ ...d, ...patch }))}
            faults={faultsWithin(
              faults.map((e) => ({ ...e, field: e.field.replace(/\[(\d+)\]/g, '.$1') })),
              x.key,
            )}
            path={x.key}
          />
        ))}
      </div>
    </ActDialog>
  );
}

/** Which rules of the gate stand against the decision. */
function Unmet({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const rules = (problem.params.rules ?? []) as { rule: string; why: { code: string; params?: object } }[];
  const criteria = (problem.params.criteria ?? []) as { id: string }[];
  return (
    <div className="flex flex-col gap-1">
      <p className="font-bold">{t('meetings:decide.unmet')}</p>
      <ul className="list-inside list-disc">
        {rules.map((r) => (
          <li key={r.rule + r.why.code}>
            {r.rule}{' '}
            {i18n.exists(`gates:why.${r.why.code}`) ? t(`gates:why.${r.why.code}`, { ...r.why.params }) : r.why.code}
          </li>
        ))}
        {criteria.length > 0 && (
          <li>{t('meetings:decide.criteria', { ids: criteria.map((c) => c.id).join(t('common:listSeparator')) })}</li>
        )}
      </ul>
    </div>
  );
}

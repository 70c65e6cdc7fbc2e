import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, carryOver, releaseAction, reopenAction, type Settlement, settleAction } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { ActDialog } from '@/ui/act/ActDialog';
import { Reason } from '@/ui/act/Reason';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { RadioGroup } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { DateField } from '@/ui/ParsedField';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

interface Props {
  action: Action;
  onClose: () => void;
}

/** What became of the action. */
export function OutcomeDialog({ action, onClose }: Props) {
  const { t } = useTranslation();
  const f = useFormat();
  const [outcome, setOutcome] = useState('');
  const [on, setOn] = useState<string | null>(today());
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) =>
      settleAction(action, { outcome: outcome as Settlement['outcome'], on: on ?? '', reason: reason.trim() }, intent),
    onDone: () => toast(t('actions:settled', { outcome: t(`actions:outcome.${outcome}`) })),
  });
  return (
    <ActDialog
      title={t('actions:outcomeTitle', { name: f.name(action) })}
      verb={t('actions:recordOutcome')}
      act={act}
      isOpen
      onClose={onClose}
      waits={
        !outcome
          ? t('actions:outcomeFirst')
          : outcome === 'withdrawn' && !reason.trim()
            ? t('actions:reasonFirst')
            : undefined
      }
    >
      <RadioGroup
        label={t('actions:field.outcome')}
        required
        value={outcome}
        onChange={setOutcome}
        options={(['achieved', 'continuing', 'withdrawn'] as const).map((v) => ({
          value: v,
          label: t(`actions:outcome.${v}`),
          help: t(`actions:outcomeHelp.${v}`),
        }))}
      />
      <DateField
        label={t('actions:field.outcomeOn')}
        required
        value={on}
        onChange={setOn}
        error={faultAt(t, act.problem, 'on')}
      />
      <Reason act={act} value={reason} onChange={setReason} maxLength={1000} rows={3} />
    </ActDialog>
  );
}

/** Goes on as a new action of a later plan, or in one that is there. */
export function CarryDialog({ action, onClose }: Props) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [way, setWay] = useState('new');
  const [themeId, setThemeId] = useState('');
  const [code, setCode] = useState('');
  const [actionId, setActionId] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) =>
      carryOver(
        action,
        way === 'new' ? { themeId, code: code.trim(), reason: reason.trim() } : { actionId, reason: reason.trim() },
        intent,
      ),
    onDone: (next) => {
      toast(t('actions:carried', { name: f.name(next.plan) }));
      void navigate({ to: '/actions/$id', params: { id: next.id } });
    },
  });
  const ready = way === 'new' ? themeId && code.trim() : actionId;
  return (
    <ActDialog
      title={t('actions:carryTitle', { name: f.name(action) })}
      effect={t('actions:carryEffect')}
      verb={t('actions:carryOver')}
      act={act}
      isOpen
      onClose={onClose}
      waits={ready ? undefined : t('actions:whereFirst')}
    >
      <RadioGroup
        label={t('actions:carryWay')}
        inline
        value={way}
        onChange={setWay}
        options={(['new', 'there'] as const).map((v) => ({ value: v, label: t(`actions:carryWayWord.${v}`) }))}
      />
      {way === 'new' ? (
        <>
          <ComboBox
            label={t('actions:field.themeId')}
            required
            noun="themes"
            value={themeId}
            onChange={setThemeId}
            error={faultAt(t, act.problem, 'themeId')}
          />
          <TextField
            label={t('actions:field.code')}
            required
            value={code}
            onChange={setCode}
            maxLength={40}
            error={faultAt(t, act.problem, 'code')}
          />
        </>
      ) : (
        <ComboBox
          label={t('actions:laterAction')}
          required
          noun="actions"
          value={actionId}
          onChange={setActionId}
          without={[action.id]}
          error={faultAt(t, act.problem, 'actionId')}
        />
      )}
      <Reason act={act} value={reason} onChange={setReason} maxLength={1000} at={['addedWhy', 'reason']} />
    </ActDialog>
  );
}

/** Takes an outcome back, with the reason. */
export function ReopenDialog({ action, onClose }: Props) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ReasonDialog
      title={t('actions:reopenTitle', { name: f.name(action) })}
      effect={t('actions:reopenEffect')}
      verb={t('actions:reopen')}
      maxLength={1000}
      send={(reason, intent) => reopenAction(action, reason, intent)}
      onDone={() => toast(t('actions:reopened'))}
      onClose={onClose}
    />
  );
}

/** Takes a carry-over back that was made by mistake: the action stays, the link goes. */
export function ReleaseDialog({ action, onClose }: Props) {
  const { t } = useTranslation();
  const f = useFormat();
  const from = action.chain[action.chain.findIndex((s) => s.id === action.id) - 1];
  return (
    <ReasonDialog
      title={t('actions:releaseTitle', { name: f.name(action) })}
      effect={t('actions:releaseEffect', {
        from: from ? f.name(from) : '',
        plan: f.pick(from?.planName, from?.planNameEn),
      })}
      verb={t('actions:release')}
      maxLength={1000}
      send={(reason, intent) => releaseAction(action, reason, intent)}
      onDone={() => toast(t('actions:released'))}
      onClose={onClose}
    />
  );
}

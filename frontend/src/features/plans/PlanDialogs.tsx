import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approvePlan, changesOptions, closePlan, type Plan } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { readDay } from '@/lib/era';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { DateField } from '@/ui/ParsedField';
import { SkeletonText } from '@/ui/states';
import { TextArea, TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { ChangeList } from './PlanVersions';

/** Approves what is read here, and nothing else: what changes meanwhile is refused. */
export function ApproveDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data } = useQuery(changesOptions(plan.id));
  const [meeting, setMeeting] = useState('');
  const [on, setOn] = useState<string | null>(today());
  const [note, setNote] = useState('');
  const day = on && readDay(on) === on ? on : '';
  const act = useAct({
    send: (intent) =>
      approvePlan(plan, { meeting: meeting.trim(), on: day, note: note.trim(), hash: data?.contentHash ?? '' }, intent),
    onDone: () => toast(t('plans:approved', { name: f.name(plan), n: plan.versions + 1 })),
  });
  return (
    <ActDialog
      title={t('plans:approveTitle', { name: f.name(plan) })}
      effect={t('plans:approveEffect', { n: plan.versions + 1 })}
      verb={t('plans:approve', { n: plan.versions + 1 })}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
      waits={!data ? t('common:loading') : !meeting.trim() || !day ? t('plans:meetingFirst') : undefined}
    >
      {data ? <ChangeList changes={data} /> : <SkeletonText lines={4} />}
      <TextField
        label={t('plans:meeting')}
        help={t('plans:meetingHelp')}
        required
        value={meeting}
        onChange={setMeeting}
        maxLength={200}
        error={faultAt(t, act.problem, 'meeting')}
      />
      <DateField
        label={t('plans:meetingOn')}
        required
        value={on}
        onChange={setOn}
        error={faultAt(t, act.problem, 'on')}
      />
      <TextArea label={t('plans:note')} value={note} onChange={setNote} maxLength={2000} rows={2} />
    </ActDialog>
  );
}

/** Ends a plan; the server names what stands against it. */
export function CloseDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [note, setNote] = useState('');
  const act = useAct({
    send: (intent) => closePlan(plan, note.trim(), intent),
    onDone: () => toast(t('plans:closed', { name: f.name(plan) })),
  });
  return (
    <ActDialog
      title={t('plans:closeTitle', { name: f.name(plan) })}
      effect={t('plans:closeEffect')}
      verb={t('plans:close')}
      act={act}
      isOpen
      onClose={onClose}
      explain={(p) => (
        <ul className="list-disc pl-5">
          {(['running', 'continuing'] as const).map((key) => {
            const codes = Array.isArray(p.params?.[key]) ? (p.params[key] as string[]) : [];
            return (
              codes.length > 0 && (
                <li key={key}>
                  {t(`plans:closeBlocked.${key}`, { codes: codes.slice(0, 20).join(', '), n: codes.length })}
                </li>
              )
            );
          })}
        </ul>
      )}
    >
      <TextArea label={t('plans:note')} value={note} onChange={setNote} maxLength={2000} rows={3} />
    </ActDialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Milestone, rebaseline } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { daysBetween } from '@/lib/dates';
import { readDay } from '@/lib/era';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { DateField } from '@/ui/ParsedField';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { signed } from './model';

/** A new plan beside the ones before, with its reason; the first one stays what slip is measured against. */
export function RebaselineDialog({ milestone, onClose }: { milestone: Milestone; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [on, setOn] = useState<string | null>(milestone.forecastOn ?? null);
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) =>
      rebaseline(milestone.projectId, milestone.id, milestone.version, intent, { on: on ?? '', reason: reason.trim() }),
    onDone: () => toast(t('milestones:rebaselined')),
  });
  const day = on && readDay(on) === on ? on : null;
  const first = milestone.baselineOn;
  const waits = !day ? t('milestones:dayFirst') : !reason.trim() ? t('projects:reasonFirst') : undefined;
  return (
    <ActDialog
      title={t('milestones:rebaselineTitle', { name: milestone.name })}
      effect={
        day && first
          ? t('milestones:rebaselineEffect', {
              first: f.day(first),
              on: f.day(day),
              days: signed(daysBetween(first, day)),
            })
          : t('milestones:rebaselineKeeps', { first: f.day(first) })
      }
      verb={t('milestones:rebaseline')}
      act={act}
      isOpen
      onClose={onClose}
      waits={waits}
    >
      <DateField
        label={t('milestones:newDay')}
        help={t('milestones:nowPlanned', { on: f.day(milestone.currentOn) })}
        required
        value={on}
        onChange={setOn}
        error={faultAt(t, act.problem, 'on')}
      />
      <TextArea
        label={t('common:reason')}
        help={t('milestones:reasonHelp')}
        required
        value={reason}
        onChange={setReason}
        maxLength={1000}
        rows={3}
        error={faultAt(t, act.problem, 'reason')}
      />
    </ActDialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, type ActionUpdate, publishUpdate } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Checkbox, RadioGroup } from '@/ui/Choice';
import { DateField, NumberField, type Parsed } from '@/ui/ParsedField';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { quarterWord } from './model';

const statuses = ['on_track', 'at_risk', 'behind', 'completed'] as const;

/** Publishes progress; it never changes afterwards. */
export function UpdateDialog({ action, onClose }: { action: Action; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [asOf, setAsOf] = useState<string | null>(today());
  const [status, setStatus] = useState('');
  const [progress, setProgress] = useState<Parsed<number>>(action.progress ?? null);
  const [text, setText] = useState('');
  const [done, setDone] = useState<string[]>([]);
  const open = (action.milestones ?? []).filter((m) => !m.doneOn);
  const act = useAct({
    send: (intent) =>
      publishUpdate(
        action.id,
        {
          asOf: asOf ?? '',
          status: status as ActionUpdate['status'],
          text: text.trim(),
          ...(typeof progress === 'number' ? { progress } : {}),
          done: done.map((quarter) => ({ quarter, on: asOf ?? '' })),
        },
        intent,
      ),
    onDone: () => toast(t('actions:published')),
  });
  return (
    <ActDialog
      title={t('actions:publishTitle', { name: f.name(action) })}
      effect={t('actions:publishEffect')}
      verb={t('actions:publish')}
      act={act}
      isOpen
      onClose={onClose}
      waits={!status || !text.trim() ? t('actions:statusFirst') : undefined}
    >
      <DateField
        label={t('actions:asOf')}
        required
        value={asOf}
        onChange={setAsOf}
        error={faultAt(t, act.problem, 'asOf')}
      />
      <RadioGroup
        label={t('actions:field.declared')}
        required
        inline
        value={status}
        onChange={setStatus}
        options={statuses.map((v) => ({ value: v, label: t(`actions:declared.${v}`) }))}
      />
      <NumberField
        label={t('actions:field.progress')}
        value={progress}
        onChange={setProgress}
        unit="%"
        error={faultAt(t, act.problem, 'progress')}
      />
      <TextArea
        label={t('actions:text')}
        required
        value={text}
        onChange={setText}
        maxLength={4000}
        rows={4}
        error={faultAt(t, act.problem, 'text')}
      />
      {open.length > 0 && (
        <fieldset>
          <legend className="text-ink-soft">{t('actions:reachedNow')}</legend>
          {open.map((m) => (
            <Checkbox
              key={m.quarter}
              label={`${quarterWord(t, f, m.quarter)} ${m.text}`}
              checked={done.includes(m.quarter)}
              onChange={(on) => setDone(on ? [...done, m.quarter] : done.filter((q) => q !== m.quarter))}
            />
          ))}
        </fieldset>
      )}
    </ActDialog>
  );
}

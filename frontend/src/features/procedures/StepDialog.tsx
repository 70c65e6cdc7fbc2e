import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import { advanceProcedure, type Procedure, type StepState } from '@/api/procedures';
import { type Draft, defineFields } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { FieldInput } from '@/ui/form/FieldInput';
import { faultsWithin } from '@/ui/form/faults';
import { toast } from '@/ui/toast';
import { othersOf, suggested } from './model';

/** Says how a step is done from a day on; the class follows from it. */
export function StepDialog({
  procedure: p,
  step: s,
  onClose,
}: {
  procedure: Procedure;
  step: StepState;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({ method: suggested(s.step, s.now, s.goal) });
  const fields = defineFields('procedures', [
    {
      key: 'method',
      kind: 'choice',
      inline: true,
      required: true,
      options: othersOf(s.step, s.now),
      words: `procedures:method.${s.step}`,
    },
    { key: 'on', kind: 'date', help: true },
    { key: 'stepNote', kind: 'longtext', maxLength: 500, help: true },
  ]);
  const act = useAct({
    send: (intent) =>
      advanceProcedure(
        p.id,
        {
          step: s.step,
          method: String(draft.method ?? ''),
          ...(draft.on ? { on: String(draft.on) } : {}),
          ...(draft.stepNote ? { note: String(draft.stepNote) } : {}),
        },
        p.version,
        intent,
      ),
    onDone: (saved) => {
      const now = t(`procedures:class.${saved.currentClass}`);
      toast(
        saved.currentClass === p.currentClass
          ? t('procedures:ladder.saved', { now })
          : t('procedures:ladder.moved', { before: t(`procedures:class.${p.currentClass}`), now }),
      );
    },
  });
  const faults = (act.problem instanceof Problem ? act.problem.errors : []).map((x) => ({
    ...x,
    field: x.field === 'note' ? 'stepNote' : x.field,
  }));
  return (
    <ActDialog
      title={t('procedures:ladder.dialog', { step: t(`procedures:step.${s.step}`) })}
      effect={t('procedures:ladder.effect')}
      verb={t('procedures:ladder.record')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
    >
      <div className="flex flex-col gap-4">
        {fields.map((x) => (
          <FieldInput
            key={x.key}
            field={x}
            draft={draft}
            onChange={(patch) => setDraft((d) => ({ ...d, ...patch }))}
            faults={faultsWithin(faults, x.key)}
            path={x.key}
          />
        ))}
      </div>
    </ActDialog>
  );
}

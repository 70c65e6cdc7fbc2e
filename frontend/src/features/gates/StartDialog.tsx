import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Application, startReview } from '@/api/gates';
import { Problem } from '@/api/problem';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { MultiComboBox } from '@/ui/ComboBox';
import { DateField } from '@/ui/ParsedField';
import { toast } from '@/ui/toast';
import { explainGate } from './Refused';

/** Ends the coordination: names the reviewers and the day by which a decision is wanted. */
export function StartDialog({ application: a, onClose }: { application: Application; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [reviewers, setReviewers] = useState<string[]>([]);
  const [names, setNames] = useState<Record<string, string>>({});
  const [dueOn, setDueOn] = useState<string | null>(a.dueOn ?? null);
  const act = useAct({
    send: (intent) => startReview(a.id, a.version, intent, { reviewers, ...(dueOn ? { dueOn } : {}) }),
    onDone: () => toast(t('gates:done.start', { count: reviewers.length })),
  });
  const refused =
    act.problem instanceof Problem ? act.problem.errors.find((e) => e.field.startsWith('reviewers')) : undefined;
  const at = Number(/\[(\d+)\]/.exec(refused?.field ?? '')?.[1] ?? -1);
  const person = names[reviewers[at] ?? ''];
  return (
    <ActDialog
      title={t('gates:dialog.start', { gate: a.gate, code: a.projectCode })}
      effect={t('gates:effect.start', { section: f.pick(a.applicantName, a.applicantNameEn) })}
      verb={t('gates:act.start')}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={reviewers.length > 0 ? undefined : t('gates:waits.reviewers')}
    >
      <MultiComboBox
        label={t('gates:part.reviewers')}
        help={t('gates:reviewersHelp')}
        required
        noun="people"
        values={reviewers}
        names={names}
        without={[...(a.preparedBy ?? []), a.submittedBy ?? '', a.headId ?? '']}
        onChange={(ids, added) => {
          setReviewers(ids);
          if (added) setNames((known) => ({ ...known, [added.id]: f.name(added) }));
        }}
        error={refused && (person ? t('gates:notEligible', { name: person }) : faultAt(t, act.problem, refused.field))}
      />
      <DateField
        label={t('gates:wanted')}
        help={t('gates:wantedHelp')}
        value={dueOn}
        onChange={setDueOn}
        error={faultAt(t, act.problem, 'dueOn')}
      />
    </ActDialog>
  );
}

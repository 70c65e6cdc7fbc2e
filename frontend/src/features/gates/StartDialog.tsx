import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Application, type RuleResult, startReview } from '@/api/gates';
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
  const refused = refusedPerson(act.problem, reviewers);
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
        label={t('gates:reviewersLabel')}
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
        error={refused && t('gates:notEligible', { name: names[refused] ?? refused })}
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

/** The reviewer whom the policy or rule R6 refused: named by place in the list, or among the ids of the rule. */
function refusedPerson(problem: unknown, reviewers: string[]): string | undefined {
  if (!(problem instanceof Problem)) return undefined;
  const at = problem.errors.map((e) => /^reviewers\[(\d+)\]/.exec(e.field)?.[1]).find(Boolean);
  if (at) return reviewers[Number(at)];
  const rules = (problem.params.rules as RuleResult[] | undefined) ?? [];
  const ids = rules.flatMap((r) => (r.why.params?.ids as string[] | undefined) ?? []);
  return reviewers.find((id) => ids.includes(id));
}

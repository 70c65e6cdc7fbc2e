import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AreaDetail, type JudgementDraft, judgePractice, type PracticeResult } from '@/api/maturity';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { RadioGroup } from '@/ui/Choice';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** Where the instances differ too much for a rule, people decide and say why. The hint binds nobody and is not chosen for them. */
export function JudgeDialog({
  area,
  practice: p,
  onClose,
}: {
  area: AreaDetail;
  practice: PracticeResult;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [result, setResult] = useState('');
  const [rationale, setRationale] = useState('');
  const act = useAct({
    send: (intent) =>
      judgePractice(
        area.appraisalId,
        area.area,
        { practice: p.id, result: result as JudgementDraft['result'], rationale: rationale.trim() },
        area.version,
        intent,
      ),
    onDone: () => toast(t('maturity:judge.done', { practice: p.id })),
  });
  const labels = area.ratings
    .filter((r) => r.practice === p.id && r.label)
    .map((r) => `${area.instances.find((i) => i.key === r.instance)?.name}: ${t(`maturity:label.${r.label}`)}`);
  return (
    <ActDialog
      title={t('maturity:judge.title', { practice: p.id })}
      verb={t('maturity:judge.verb')}
      act={act}
      isOpen
      onClose={onClose}
      waits={!result || !rationale.trim() ? t('maturity:judge.waits') : undefined}
    >
      <ul className="list-disc pl-5">
        {labels.map((l) => (
          <li key={l}>{l}</li>
        ))}
      </ul>
      {p.hint && (
        <p className="text-note text-ink-soft">{t('maturity:judge.hint', { label: t(`maturity:label.${p.hint}`) })}</p>
      )}
      <RadioGroup
        label={t('maturity:judge.result')}
        required
        value={result}
        onChange={setResult}
        options={(['LI', 'PI', 'NI'] as const).map((l) => ({ value: l, label: t(`maturity:label.${l}`) }))}
      />
      <TextArea
        label={t('maturity:judge.rationale')}
        required
        value={rationale}
        onChange={setRationale}
        maxLength={2000}
      />
    </ActDialog>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Application, type Dca, gateSetOptions, giveOpinion, type Outcome } from '@/api/gates';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Select } from '@/ui/Choice';
import { Frame } from '@/ui/Frame';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { DcaChip } from './Chips';
import { confidences, outcomes } from './fields';
import { explainGate } from './Refused';

/** A reviewer's opinion: delivery confidence in the latest mandate, what speaks for and against, and a recommendation. */
export function OpinionDialog({ application: a, onClose }: { application: Application; onClose: () => void }) {
  const { t } = useTranslation();
  const [dca, setDca] = useState<Dca | ''>('');
  const [comment, setComment] = useState('');
  const [recommendation, setRecommendation] = useState<Outcome | ''>('');
  const mandatory = useQuery(gateSetOptions()).data?.tiers[a.tier]?.deliveryConfidence ?? false;
  const act = useAct({
    send: (intent) =>
      giveOpinion(a.id, intent, {
        comment: comment.trim(),
        ...(dca ? { dca } : {}),
        ...(recommendation ? { recommendation } : {}),
      }),
    onDone: () => toast(t('gates:done.opine')),
  });
  const waits = mandatory && !dca ? 'dca' : !comment.trim() ? 'comment' : undefined;
  return (
    <ActDialog
      title={t('gates:dialog.opine', { gate: a.gate, code: a.projectCode })}
      effect={t('gates:effect.opine')}
      verb={t('gates:act.giveOpinion')}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={waits && t(`gates:waits.${waits}`)}
      width="wide"
    >
      <Frame
        label={t('gates:dcaLabel')}
        help={t('gates:dcaHelp')}
        required={mandatory}
        group
        error={faultAt(t, act.problem, 'dca')}
      >
        {(ids) => (
          <div className="flex flex-col">
            {confidences.map((value) => (
              <label key={value} className="flex min-h-control items-center gap-2">
                <input
                  type="radio"
                  name={ids.id}
                  checked={dca === value}
                  onChange={() => setDca(value)}
                  className="size-4 shrink-0 accent-accent"
                />
                <DcaChip dca={value} full />
              </label>
            ))}
          </div>
        )}
      </Frame>
      <TextArea
        label={t('gates:field.comment')}
        help={t('gates:opinionHelp')}
        required
        value={comment}
        onChange={setComment}
        rows={5}
        maxLength={4000}
        error={faultAt(t, act.problem, 'comment')}
      />
      <Select
        label={t('gates:field.recommendation')}
        value={recommendation}
        onChange={(v) => setRecommendation(v as Outcome | '')}
        placeholder={t('gates:noRecommendation')}
        options={outcomes.map((o) => ({ value: o, label: t(`gates:outcome.${o}`) }))}
      />
    </ActDialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Procedure, StepState } from '@/api/procedures';
import { Button } from '@/ui/Button';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { levelTone } from './model';
import { StepDialog } from './StepDialog';

/** The readiness ladder: how each step is done, how it could be, and the way to say that it is done otherwise now. */
export function Ladder({ procedure: p }: { procedure: Procedure }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<StepState>();
  const done = p.ladder.filter((s) => s.completed).length;
  const word = (s: StepState, m: string) => (m ? t(`procedures:method.${s.step}.${m}`) : t('procedures:level.unknown'));
  return (
    <Section title={t('procedures:ladder.title')} note={t('procedures:ladder.done', { done, of: p.ladder.length })}>
      {p.visitReason && (
        <p className="max-w-prose border-line border-l-4 pl-3">
          {t('procedures:ladder.visit', { reason: p.visitReason })}
        </p>
      )}
      <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-5">
        {p.ladder.map((s) => (
          <li key={s.step} className="flex flex-col gap-1 border border-line p-3">
            <span className="font-bold">{t(`procedures:step.${s.step}`)}</span>
            {s.open || s.completed ? (
              <StatusChip tone={levelTone[s.level]}>{word(s, s.now)}</StatusChip>
            ) : (
              <span>{word(s, s.now)}</span>
            )}
            <span className="text-ink-soft text-note">
              {s.open ? t('procedures:ladder.goal', { method: word(s, s.goal) }) : t('procedures:ladder.asGood')}
            </span>
            <span className="mt-auto pt-1">
              <Button can={p.can.progress} variant={s.open ? 'main' : 'quiet'} onPress={() => setAsked(s)}>
                {t(s.open ? 'procedures:ladder.advance' : 'procedures:ladder.change', {
                  step: t(`procedures:step.${s.step}`),
                })}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {asked && <StepDialog procedure={p} step={asked} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

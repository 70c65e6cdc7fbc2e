import { useTranslation } from 'react-i18next';
import { Stepper } from '@/ui/facts';
import { type Step, steps } from './model';

/** Where one stands in the four steps; those done are open to go back to while nothing is written. */
export function Steps({ at, id, failed, done }: { at: Step; id?: string; failed?: boolean; done?: boolean }) {
  const { t } = useTranslation();
  const now = steps.indexOf(at);
  return (
    <Stepper
      label={t('imports:steps')}
      steps={steps.map((key, i) => {
        const state = i < now || done ? 'done' : i > now ? 'next' : failed ? 'failed' : 'current';
        const back = id && !done && (key === 'mapping' || key === 'check') && i !== now;
        return {
          key,
          label: t(`imports:step.${key}`),
          state,
          word: t(`imports:stepState.${state}`),
          link: back ? { to: '/imports/$id', params: { id }, search: { step: key } } : undefined,
        };
      })}
    />
  );
}

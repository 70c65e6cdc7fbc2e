import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/api/problem';
import type { Verdict } from '@/api/types';
import { faultMessage } from '@/i18n/problem';
import { Button, CanExplained } from '../Button';
import { FailedState } from '../states';
import type { Act } from './useAct';

export interface RefusalProps {
  act: Act;
  /** The noun's own words for a refusal: which rule stands against it, what is missing. Null leaves it to the general words. */
  explain?: (problem: Problem) => ReactNode;
}

/** Why an act was not done, and what to do now. What was typed is the dialogue's and stays. */
export function Refusal({ act, explain }: RefusalProps) {
  const { t } = useTranslation();
  const problem = act.problem instanceof Problem ? act.problem : null;
  if (act.problem === null) return null;
  const own = problem && explain?.(problem);
  if (problem?.code === 'stale' || (problem?.code === 'conflict' && !own)) {
    return (
      <div role="alert" className="flex flex-col items-start gap-2 border-warn border-l-4 bg-warn-soft p-3">
        <p className="font-bold">{t(tooLate(problem) ? 'common:faster.title' : 'common:faster.state')}</p>
        <p className="measure">{t('common:faster.hint')}</p>
        <Button onPress={() => void act.reload()}>{t('common:faster.reload')}</Button>
      </div>
    );
  }
  if (problem?.code === 'forbidden') {
    return (
      <div role="alert" className="border-bad border-l-4 p-3">
        <CanExplained verdict={{ ...(problem.params as Partial<Verdict>), allowed: false }} />
      </div>
    );
  }
  if (problem && (own || problem.errors.length > 0)) {
    return (
      <div role="alert" className="flex flex-col gap-2 border-bad border-l-4 p-3">
        {own ?? (
          <ul className="flex flex-col gap-1">
            {problem.errors.map((fault) => (
              <li key={`${fault.field} ${fault.rule}`}>{faultMessage(t, fault)}</li>
            ))}
          </ul>
        )}
      </div>
    );
  }
  return <FailedState error={act.problem} compact />;
}

/** Somebody else changed the record, or did this very thing, since the reader saw it. */
const tooLate = (p: Problem) => p.code === 'stale' || p.params.reason === 'already_done';

/** The words of a fault at one field of a dialogue. */
export function faultAt(t: Parameters<typeof faultMessage>[0], problem: unknown, field: string): string | undefined {
  const fault = problem instanceof Problem ? problem.errors.find((e) => e.field === field) : undefined;
  return fault && faultMessage(t, fault);
}

import type { TFunction } from 'i18next';
import type { Problem } from '@/api/problem';

const own = ['year_closed', 'year_open', 'too_early', 'carry_mismatch', 'wrong_state', 'nothing_to_do'];

/** What stands against an act on the budget, in words. */
export const explainBudget = (t: TFunction) => (problem: Problem) => {
  const reason = String(problem.params.reason);
  return problem.code === 'conflict' && own.includes(reason)
    ? t(`problem:conflict.${reason}`, problem.params as Record<string, string>)
    : null;
};

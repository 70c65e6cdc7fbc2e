import { useTranslation } from 'react-i18next';
import type { Meeting } from '@/api/meetings';
import { StatusChip } from '@/ui/StatusChip';
import { type Decision, decisionTone, stateTone } from './model';

export function MeetingChip({ state }: { state: Meeting['state'] }) {
  const { t } = useTranslation();
  return <StatusChip tone={stateTone[state]}>{t(`meetings:state.${state}`)}</StatusChip>;
}

/** What was decided; nothing yet is said as such. */
export function DecisionChip({ decision = '' }: { decision?: Decision }) {
  const { t } = useTranslation();
  return <StatusChip tone={decisionTone[decision]}>{t(`meetings:decision.${decision || 'none'}`)}</StatusChip>;
}

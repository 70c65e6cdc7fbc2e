import { useTranslation } from 'react-i18next';
import type { DirectiveItem } from '@/api/directives';
import { StatusChip, type Tone } from '@/ui/StatusChip';

const tones: Record<DirectiveItem['state'], Tone> = {
  open: 'warn',
  reported: 'warn',
  done: 'good',
  withdrawn: 'unknown',
};

/** Where a directive stands; late is said before anything else. */
export function DirectiveChip({ state, overdue }: Pick<DirectiveItem, 'state' | 'overdue'>) {
  const { t } = useTranslation();
  if (overdue) return <StatusChip tone="bad">{t('directives:only.overdue.true')}</StatusChip>;
  return <StatusChip tone={tones[state]}>{t(`directives:state.${state}`)}</StatusChip>;
}

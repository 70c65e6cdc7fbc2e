import { useTranslation } from 'react-i18next';
import type { AppraisalItem, AreaStatus } from '@/api/maturity';
import { StatusChip, type Tone } from '@/ui/StatusChip';
import { statusTone } from './model';

const stateTone: Record<AppraisalItem['state'], Tone> = { draft: 'warn', submitted: 'warn', confirmed: 'good' };

export function StateChip({ state }: { state: AppraisalItem['state'] }) {
  const { t } = useTranslation();
  return <StatusChip tone={stateTone[state]}>{t(`maturity:state.${state}`)}</StatusChip>;
}

export function AreaChip({ status }: { status: AreaStatus }) {
  const { t } = useTranslation();
  const tone = statusTone[status];
  const word = t(`maturity:status.${status}`);
  return tone ? <StatusChip tone={tone}>{word}</StatusChip> : <span className="text-ink-soft">{word}</span>;
}

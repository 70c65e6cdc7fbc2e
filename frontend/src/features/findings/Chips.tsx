import { useTranslation } from 'react-i18next';
import type { Band, FindingItem } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { StatusChip } from '@/ui/StatusChip';
import { bandTone, stateTone } from './model';

export function BandChip({ band }: { band: Band }) {
  const { t } = useTranslation();
  return <StatusChip tone={bandTone[band]}>{t(`findings:band.${band}`)}</StatusChip>;
}

type Standing = Pick<FindingItem, 'state' | 'overdue' | 'acceptanceExpired' | 'escalation'>;

/** The state as it counts today, with the mark of what is late; an acceptance that ran out says so. */
export function StateChip({ item }: { item: Standing }) {
  const { t } = useTranslation();
  return (
    <StatusChip tone={stateTone(item)}>
      {t(`findings:state.${item.state}`)}
      {item.acceptanceExpired && item.state === 'in_action' && ` (${t('findings:expired')})`}
    </StatusChip>
  );
}

type Due = Pick<FindingItem, 'currentDueOn' | 'overdue' | 'slippageDays'>;

/** The due day in force, and how far it has moved from the original one. */
export function DueText({ item }: { item: Due }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (!item.currentDueOn) return '—';
  return (
    <span className={cx(item.overdue && 'text-bad')}>
      {f.dayShort(item.currentDueOn)}
      {item.slippageDays !== 0 && (
        <span className="ml-1 text-note text-ink-soft">{t('findings:slipShort', { days: item.slippageDays })}</span>
      )}
    </span>
  );
}

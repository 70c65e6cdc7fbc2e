import { useTranslation } from 'react-i18next';
import type { PlanItem } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';

/** Where a plan stands; one that waits for approval says since when. */
export function PlanState({ plan }: { plan: Pick<PlanItem, 'state' | 'proposedOn' | 'closedOn'> }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (plan.proposedOn)
    return <StatusChip tone="warn">{t('plans:waits', { on: f.dayShort(plan.proposedOn) })}</StatusChip>;
  return (
    <StatusChip tone={plan.state === 'approved' ? 'good' : 'unknown'}>{t(`plans:state.${plan.state}`)}</StatusChip>
  );
}

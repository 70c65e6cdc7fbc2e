import { useTranslation } from 'react-i18next';
import type { LogicModelItem } from '@/api/logicModels';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';
import { verdictTone } from './model';

/** Whether the model lacks something. */
export function GapsChip({ item: x }: { item: Pick<LogicModelItem, 'gapCount'> }) {
  const { t } = useTranslation();
  return x.gapCount > 0 ? (
    <StatusChip tone="warn">{t('logic_models:lacks', { n: x.gapCount })}</StatusChip>
  ) : (
    <StatusChip tone="good">{t('logic_models:complete')}</StatusChip>
  );
}

/** How many indicators are at their target, of those that are measured. */
export function Reached({
  item: x,
}: {
  item: Pick<LogicModelItem, 'reachedCount' | 'measuredCount' | 'indicatorCount'>;
}) {
  const { t } = useTranslation();
  if (x.measuredCount === 0) return <StatusChip tone="unknown">{t('logic_models:unmeasured')}</StatusChip>;
  return (
    <span className="whitespace-nowrap">
      {t('logic_models:reached', { n: x.reachedCount, of: x.measuredCount })}
      {x.indicatorCount > x.measuredCount && (
        <span className="ml-1 text-ink-soft text-note">
          {t('logic_models:unknownOf', { n: x.indicatorCount - x.measuredCount })}
        </span>
      )}
    </span>
  );
}

/** What the last review ended with. */
export function VerdictText({ value }: { value: LogicModelItem['verdict'] }) {
  const { t } = useTranslation();
  const tone = verdictTone[value];
  const word = t(`logic_models:verdict.${value || 'none'}`);
  return tone ? <StatusChip tone={tone}>{word}</StatusChip> : <span>{word}</span>;
}

/** When it is reviewed next. */
export function ReviewDay({ item: x }: { item: Pick<LogicModelItem, 'overdue' | 'reviewDueOn'> }) {
  const f = useFormat();
  const { t } = useTranslation();
  if (!x.reviewDueOn) return <>—</>;
  return x.overdue ? (
    <StatusChip tone="bad" why={t('logic_models:late')}>
      {f.dayShort(x.reviewDueOn)}
    </StatusChip>
  ) : (
    <span className="whitespace-nowrap">{f.dayShort(x.reviewDueOn)}</span>
  );
}

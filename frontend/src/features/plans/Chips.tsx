import { useTranslation } from 'react-i18next';
import type { ActionItem } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';
import { declaredTone, evidenceTone, whyWords } from './model';

/** How an action stands by its records, with the rules that fired. */
export function EvidenceChip({ item }: { item: Pick<ActionItem, 'evidence' | 'why' | 'disagree'> }) {
  const { t } = useTranslation();
  const f = useFormat();
  const why = whyWords(t, f, item.why);
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <StatusChip tone={evidenceTone[item.evidence]} why={why || undefined}>
        {t(`actions:evidence.${item.evidence}`)}
      </StatusChip>
      {item.disagree && <span className="whitespace-nowrap text-bad text-note">{t('actions:disagrees')}</span>}
    </span>
  );
}

/** What its latest update declares, and when. */
export function DeclaredChip({ item }: { item: Pick<ActionItem, 'declared' | 'reportedOn'> }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <StatusChip
      tone={declaredTone[item.declared] ?? 'unknown'}
      why={item.reportedOn && t('actions:reportedOnDay', { on: f.day(item.reportedOn) })}
    >
      {t(`actions:declared.${item.declared || 'none'}`)}
    </StatusChip>
  );
}

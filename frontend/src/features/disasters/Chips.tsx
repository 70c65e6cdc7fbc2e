import { useTranslation } from 'react-i18next';
import type { Row } from '@/api/disasters';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';
import { stateTone, wordOf } from './model';

/** A state by shape and word. One that was told too long ago is not relied on, whatever it said. */
export function StateChip({ row }: { row: Pick<Row, 'subject' | 'state' | 'old'> }) {
  const { t } = useTranslation();
  const word = t(wordOf(row));
  return (
    <StatusChip tone={row.old ? 'unknown' : stateTone[row.state]}>
      {row.old ? t('disasters:oldState', { state: word }) : word}
    </StatusChip>
  );
}

/** When the report that holds was made. */
export function ReportedAt({ row, brief }: { row: Row; brief?: boolean }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (row.seq === 0) return <span className="text-ink-soft">{t('disasters:noReport')}</span>;
  return (
    <span className={row.old ? 'text-unknown' : undefined}>
      {f.instant(row.at ?? undefined)}
      {!brief && row.reporterTitle && (
        <span className="ml-2 text-ink-soft text-note">{f.pick(row.reporterTitle, row.reporterTitleEn)}</span>
      )}
    </span>
  );
}

/** A drill says so wherever it is named. */
export function DrillMark({ drill }: { drill: boolean | undefined }) {
  const { t } = useTranslation();
  return (
    <span
      className={
        drill ? 'border border-line-strong px-1.5 text-ink-soft' : 'border border-bad px-1.5 font-bold text-bad'
      }
    >
      {t(drill ? 'disasters:drill' : 'disasters:earnest')}
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import type { Row } from '@/api/disasters';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';
import { ageOf, stateTone, wordOf } from './model';

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

/** When the report that holds was made; on a running board, given its time, first of all how long ago. */
export function ReportedAt({ row, now }: { row: Row; now?: number }) {
  const { t } = useTranslation();
  const f = useFormat();
  const age = (at: string, moment: number) => {
    const { key, n, m } = ageOf(at, moment);
    return t(`disasters:age.${key}`, { n, m });
  };
  if (row.seq === 0) return <span className="text-ink-soft">{t('disasters:noReport')}</span>;
  return (
    <span className={row.old ? 'text-unknown' : undefined}>
      {row.at && now !== undefined && <span className="mr-2">{age(row.at, now)}</span>}
      <span className={now === undefined ? undefined : 'text-ink-soft text-note'}>
        {f.instant(row.at ?? undefined)}
      </span>
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

import { useTranslation } from 'react-i18next';
import type { Bounds, Class, ProcedureItem } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';
import { progressTone, shareText } from './model';

/** A class by its letter and word. It is no judgement: what must stay a visit is not bad. */
export function ClassText({ value }: { value: Class }) {
  const { t } = useTranslation();
  return <span className="whitespace-nowrap">{t(`procedures:class.${value}`)}</span>;
}

type Standing = Pick<ProcedureItem, 'progress' | 'overdue'>;

/** How the class of now stands to what is possible, with the mark of what is late. */
export function ProgressChip({ item }: { item: Standing }) {
  const { t } = useTranslation();
  const tone = progressTone(item);
  const word = t(item.overdue ? 'procedures:late' : `procedures:progress.${item.progress}`);
  return tone ? <StatusChip tone={tone}>{word}</StatusChip> : <span className="text-ink-soft">{word}</span>;
}

/** A share with the interval that the unknown leaves open. */
export function Share({ of, strong }: { of: Bounds; strong?: boolean }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { figure, interval } = shareText(of, (n) => f.percent(n, 2));
  return (
    <span className="whitespace-nowrap">
      <span className={strong ? 'font-bold' : undefined}>{figure}</span>
      {interval && <span className="ml-1 text-ink-soft text-note">{t('procedures:between', { interval })}</span>}
    </span>
  );
}

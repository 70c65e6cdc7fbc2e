import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { shareOf } from './view';

export interface BulletProps {
  /** How much of it is used, spent or done. */
  value: number | null;
  of: number | null;
  /** Where it should be by now, in the unit of value. */
  expected?: number | null;
  /** The figure that stands beside the bar: "78%". The caller rounds, because a ratio is rounded in one place. */
  text: string;
  className?: string;
}

/** A bar for a table cell: the used part, a mark where it should be, the figure beside. More than the whole shows a hatched end. */
export function Bullet({ value, of, expected, text, className }: BulletProps) {
  const { t } = useTranslation();
  const share = shareOf(value, of);
  const mark = shareOf(expected ?? null, of);
  if (share === null)
    return <span className={cx('whitespace-nowrap text-ink-soft', className)}>{t('common:chart.unknown')}</span>;
  const over = value !== null && of !== null && value > of;
  return (
    <span className={cx('inline-flex items-center gap-2 whitespace-nowrap', className)}>
      <span aria-hidden="true" className="relative inline-block h-3 w-16 shrink-0 border border-line-strong bg-paper">
        <span
          className={cx('bar-fill chart-ink absolute inset-y-0 left-0', over ? 'right-2' : '')}
          style={over ? undefined : { width: `${share}%` }}
        />
        {over && <span className="hatch absolute inset-y-0 right-0 w-2" />}
        {mark !== null && <span className="chart-mark absolute -inset-y-1 w-0.5 bg-ink" style={{ left: `${mark}%` }} />}
      </span>
      <span className="num whitespace-nowrap">
        {text}
        {over && <span className="ml-1 text-note">{t('common:chart.over')}</span>}
      </span>
    </span>
  );
}

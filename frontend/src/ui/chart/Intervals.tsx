import { useTranslation } from 'react-i18next';
import { HrefLink } from '../HrefLink';
import { ChartFigure } from './ChartFigure';
import type { FigureWords, Twin } from './types';

export interface Interval {
  key: string;
  label: string;
  /** The cases behind it, as they are said: "85/100". */
  counted: string;
  /** In percent; null while there is no case. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** The address in the app of the cases. */
  href?: string;
}

export interface IntervalsProps extends FigureWords {
  /** What the rows are: "evaluation set". */
  head: string;
  rows: Interval[];
  /** The value that the lower end has to reach, in percent. */
  target?: number;
}

const ticks = [0, 20, 40, 60, 80, 100];

/** Shares with their intervals, lying so that names have room: a point on a whisker, a line for the target. Rows stand apart; no line
 *  ever joins them. A full point says that the whole interval lies at the target or above. */
export function Intervals({ head, rows, target, ...words }: IntervalsProps) {
  const { t } = useTranslation();
  const percent = (n: number | null) => (n === null ? t('common:chart.unknown') : n.toFixed(1));
  const twin: Twin = {
    head,
    columns: ['counted', 'value', 'low', 'high'].map((key) => ({ key, label: t(`common:chart.interval.${key}`) })),
    rows: rows.map((r) => ({
      key: r.key,
      head: r.label,
      cells: [{ text: r.counted, href: r.href }, ...[r.value, r.low, r.high].map((n) => ({ text: percent(n) }))],
    })),
  };
  const legend =
    target === undefined
      ? []
      : [
          { key: 'reached', mark: <Point full />, label: t('common:chart.interval.reached') },
          { key: 'below', mark: <Point />, label: t('common:chart.interval.below') },
          {
            key: 'target',
            mark: <TargetLine className="h-4" />,
            label: t('common:chart.interval.target', { target }),
          },
        ];
  return (
    <ChartFigure
      {...words}
      unit="%"
      twin={twin}
      linked={rows.some((r) => r.href)}
      state={rows.length === 0 ? 'empty' : rows.every((r) => r.value === null) ? 'unknown' : undefined}
      legend={legend}
    >
      <div className="grid grid-cols-[minmax(4rem,max-content)_minmax(0,1fr)_max-content] gap-x-4 max-sm:grid-cols-[minmax(4rem,max-content)_minmax(0,1fr)]">
        {rows.map((r) => (
          <Row key={r.key} row={r} target={target} percent={percent} />
        ))}
        <span />
        <span aria-hidden="true" className="relative h-5 text-ink-soft text-note">
          {ticks.map((n) => (
            <span key={n} className="-translate-x-1/2 absolute top-0 whitespace-nowrap" style={{ left: `${n}%` }}>
              {n}
            </span>
          ))}
        </span>
      </div>
    </ChartFigure>
  );
}

function Row({ row: r, target, percent }: { row: Interval; target?: number; percent: (n: number | null) => string }) {
  const { t } = useTranslation();
  const known = r.value !== null && r.low !== null && r.high !== null;
  const text = known
    ? t('common:chart.interval.said', {
        counted: r.counted,
        value: percent(r.value),
        low: percent(r.low),
        high: percent(r.high),
      })
    : t('common:chart.interval.none');
  const place = 'num self-center whitespace-nowrap max-sm:col-span-2 max-sm:pb-2 max-sm:text-left';
  return (
    <>
      <span className="max-w-52 self-center py-1 leading-[1.3]">{r.label}</span>
      <span
        aria-hidden="true"
        className="relative min-h-row border-line border-x bg-[linear-gradient(to_right,var(--line)_1px,transparent_1px)] bg-size-[20%_100%]"
      >
        {target !== undefined && <TargetLine className="absolute inset-y-0" left={target} />}
        {known && (
          <>
            <span
              className="-translate-y-1/2 absolute top-1/2 h-3 border-ink border-x-2"
              style={{ left: `${r.low}%`, width: `max(4px, ${(r.high ?? 0) - (r.low ?? 0)}%)` }}
            >
              <span className="-translate-y-1/2 absolute inset-x-0 top-1/2 border-ink border-t-2" />
            </span>
            <span className="-translate-x-1/2 -translate-y-1/2 absolute top-1/2 flex" style={{ left: `${r.value}%` }}>
              <Point full={target === undefined || (r.low ?? 0) >= target} />
            </span>
          </>
        )}
      </span>
      {r.href && known ? (
        <HrefLink
          href={r.href}
          aria-label={`${r.label} ${text}`}
          className={`${place} text-accent underline underline-offset-3`}
        >
          {text}
        </HrefLink>
      ) : (
        <span className={`${place} text-ink-soft`}>{text}</span>
      )}
    </>
  );
}

function Point({ full }: { full?: boolean }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" className="shrink-0 text-ink">
      <circle
        cx="7"
        cy="7"
        r="5"
        fill={full ? 'currentColor' : 'var(--paper)'}
        stroke="currentColor"
        strokeWidth="2.5"
      />
    </svg>
  );
}

function TargetLine({ className, left }: { className: string; left?: number }) {
  return (
    <span
      className={`border-l-2 border-dashed ${className}`}
      style={{ borderColor: 'var(--chart-second)', ...(left === undefined ? {} : { left: `calc(${left}% - 1px)` }) }}
    />
  );
}

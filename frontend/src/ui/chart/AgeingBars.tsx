import { type ReactNode, useState } from 'react';
import { HrefLink } from '../HrefLink';
import { ChartFigure } from './ChartFigure';
import { FillBox, inkOn, Swatch } from './Fills';
import { stateOf } from './StackedBars';
import { Tip } from './Tip';
import { amount, categoryTwin } from './twins';
import type { Category, FigureWords, Measure, Series } from './types';
import { type Measured, useMeasure } from './useMeasure';
import { kindOf, lookOf, stacksOf } from './view';

export interface AgeingBarsProps extends FigureWords {
  /** What the rows are: "severity"; heads the first column of the table. */
  head: string;
  /** One bar each, e.g. severities. */
  rows: (Category & { mark?: ReactNode; href?: string })[];
  /** The segments of every bar, e.g. buckets of age, with one datum a row. The oldest is best given the strongest look. */
  buckets: Series[];
  measure?: Measure;
}

const counts: Measure = { kind: 'number' };

/** Counts by row and bucket, lying so that names have room; every segment opens onto its rows. Also for categories in no order. */
export function AgeingBars({ head, rows, buckets, measure = counts, ...words }: AgeingBarsProps) {
  const m = useMeasure(measure);
  const data = buckets.flatMap((b) => b.data);
  const twin = categoryTwin(m, head, rows, buckets, { total: buckets.length > 1 });
  for (const [i, row] of rows.entries()) {
    const total = buckets.length > 1 ? twin.rows[i]?.cells.at(-1) : undefined;
    if (total) total.href = row.href;
  }
  return (
    <ChartFigure
      {...words}
      unit={m.unit}
      twin={twin}
      linked={data.some((d) => d.href) || rows.some((r) => r.href)}
      state={stateOf(rows, data)}
      legend={buckets.map((b, i) => ({ key: b.key, label: b.label, mark: <Swatch look={lookOf(b, i)} /> }))}
    >
      <Drawing rows={rows} buckets={buckets} measured={m} />
    </ChartFigure>
  );
}

function Drawing({
  rows,
  buckets,
  measured: m,
}: {
  rows: AgeingBarsProps['rows'];
  buckets: Series[];
  measured: Measured;
}) {
  const stacks = stacksOf(rows, buckets);
  const most = Math.max(1, ...stacks.map((s) => s.high));
  return (
    <ul className="grid grid-cols-[max-content_minmax(0,1fr)_max-content] items-center gap-x-3 max-md:grid-cols-[minmax(4rem,max-content)_minmax(0,1fr)_max-content]">
      {rows.map((row, r) => (
        <li key={row.key} className="col-span-3 grid min-h-row grid-cols-subgrid items-center">
          <span className="flex max-w-52 items-center gap-1.5 leading-[1.3]">
            {row.mark}
            {row.label}
          </span>
          <span className="flex h-7" style={{ width: `${((stacks[r]?.high ?? 0) / most) * 100}%` }}>
            {buckets.map((b, i) => {
              const datum = b.data[r];
              if (!datum?.value) return null;
              return (
                <Segment
                  key={b.key}
                  look={lookOf(b, i)}
                  kind={kindOf(row, datum)}
                  value={datum.value}
                  href={datum.href}
                  row={row.label}
                  bucket={b.label}
                  measured={m}
                />
              );
            })}
          </span>
          <Total {...amount(m, stacks[r]?.total, row.href)} name={`${row.label} ${m.total}`} />
        </li>
      ))}
    </ul>
  );
}

function Total({ text, href, name }: { text: string; href?: string; name: string }) {
  const look = 'num whitespace-nowrap font-bold';
  return href ? (
    <HrefLink href={href} aria-label={`${name} ${text}`} className={`${look} text-accent hover:underline`}>
      {text}
    </HrefLink>
  ) : (
    <span className={look}>{text}</span>
  );
}

function Segment({
  look,
  kind,
  value,
  href,
  row,
  bucket,
  measured: m,
}: {
  look: Parameters<typeof FillBox>[0]['look'];
  kind: 'actual' | 'past' | 'forecast';
  value: number;
  href?: string;
  row: string;
  bucket: string;
  measured: Measured;
}) {
  const [open, setOpen] = useState(false);
  const onFill = kind === 'actual' && look !== 'warn' && look !== 'unknown' && look !== 5;
  const inner = (
    <>
      <FillBox look={look} kind={kind} />
      <span
        className={`chart-number relative px-0.5 text-note ${onFill ? '' : 'bg-paper'}`}
        style={{ color: onFill ? inkOn(look) : 'var(--ink)' }}
      >
        {m.show(value)}
      </span>
    </>
  );
  // A short segment keeps room for its number and for a finger.
  const box = 'relative flex min-w-7 grow basis-0 items-center justify-center overflow-hidden';
  return (
    <span className="relative flex" style={{ flexGrow: value }}>
      {href ? (
        <HrefLink
          href={href}
          aria-label={`${row} ${bucket} ${m.say(value)}`}
          className={`${box} no-underline`}
          onPointerEnter={() => setOpen(true)}
          onPointerLeave={() => setOpen(false)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={(e) => e.key === 'Escape' && setOpen(false)}
        >
          {inner}
        </HrefLink>
      ) : (
        <span className={box}>{inner}</span>
      )}
      {open && (
        <span className="absolute top-full left-0 z-10 pt-1">
          <Tip
            title={row}
            rows={[{ key: 'b', mark: <Swatch look={look} kind={kind} />, label: bucket, text: m.say(value) }]}
          />
        </span>
      )}
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { HrefLink } from '../HrefLink';
import { ChartFigure } from './ChartFigure';
import { FillBox, Swatch } from './Fills';
import { amount, signed, waterfallTwin } from './twins';
import type { FigureWords, Kind, Look, Measure } from './types';
import { useMeasure } from './useMeasure';
import { type Cause, type End, type WaterfallStep, waterfallBase, waterfallSteps } from './view';

export interface WaterfallProps extends FigureWords {
  from: End;
  causes: Cause[];
  to: End & { kind?: Kind };
  measure: Measure;
}

const paint = (s: WaterfallStep, toKind: Kind): [Look, Kind] => {
  if (s.role === 'from') return [2, 'past'];
  if (s.role === 'to') return [1, toKind];
  if (s.role === 'rest') return [5, 'actual'];
  return [s.end >= s.start ? 2 : 4, 'actual'];
};

/** How one amount became another, cause by cause, from top to bottom so that long names have room. */
export function Waterfall({ from, causes, to, measure, ...words }: WaterfallProps) {
  const { t } = useTranslation();
  const m = useMeasure(measure);
  const steps = waterfallSteps(from, causes, to, t('common:chart.rest'));
  const heads = { head: t('common:chart.cause'), amount: t('common:chart.change'), level: t('common:chart.level') };
  const twin = steps
    ? waterfallTwin(m, heads, steps)
    : {
        head: heads.head,
        columns: [{ key: 'amount', label: heads.amount }],
        rows: [
          { key: 'from', head: from.label, cells: [amount(m, from.value, from.href)] },
          ...causes.map((c) => ({ key: c.key, head: c.label, cells: [amount(m, c.change, c.href)] })),
          { key: 'to', head: to.label, cells: [amount(m, to.value, to.href)] },
        ],
      };
  const base = steps ? waterfallBase(steps) : 0;
  return (
    <ChartFigure
      {...words}
      unit={m.unit}
      twin={twin}
      note={[words.note, base > 0 && t('common:chart.axisFrom', { from: m.say(base) })].filter(Boolean).join(' ')}
      linked={[from, ...causes, to].some((s) => s.href)}
      state={steps ? undefined : 'unknown'}
      legend={[
        { key: 'up', label: t('common:chart.rise'), mark: <Swatch look={2} /> },
        { key: 'down', label: t('common:chart.fall'), mark: <Swatch look={4} /> },
      ]}
    >
      <Drawing steps={steps ?? []} base={base} toKind={to.kind ?? 'actual'} show={m.show} say={m.say} />
    </ChartFigure>
  );
}

function Drawing({
  steps,
  base,
  toKind,
  show,
  say,
}: {
  steps: WaterfallStep[];
  base: number;
  toKind: Kind;
  show: (n: number) => string;
  say: (n: number) => string;
}) {
  const low = Math.min(base, ...steps.map((s) => s.end));
  const high = Math.max(...steps.map((s) => s.end), low + 1);
  const at = (n: number) => ((Math.max(low, n) - low) / (high - low)) * 100;
  return (
    <ol className="flex flex-col">
      {steps.map((s) => {
        const [look, kind] = paint(s, toKind);
        const end = s.role === 'from' || s.role === 'to';
        const left = at(Math.min(s.start, s.end));
        const text = end ? show(s.end) : signed(show, s.end - s.start);
        const inner = (
          <>
            <span className={cx('leading-[1.3]', end && 'font-bold')}>{s.label}</span>
            <span className="relative h-full min-h-5 border-line-strong border-l">
              <span
                className="absolute inset-y-0.5 overflow-hidden"
                style={{ left: `${left}%`, width: `max(2px, ${at(Math.max(s.start, s.end)) - left}%)` }}
              >
                <FillBox look={look} kind={kind} />
              </span>
              {/* Where the next step begins. */}
              {s.role !== 'to' && (
                <span className="absolute -bottom-1 h-2 w-px bg-line-strong" style={{ left: `${at(s.end)}%` }} />
              )}
            </span>
            <span className={cx('num whitespace-nowrap', end && 'font-bold')}>{text}</span>
          </>
        );
        const row =
          'grid min-h-row grid-cols-[minmax(6rem,14rem)_minmax(0,1fr)_minmax(4rem,auto)] items-center gap-x-3 py-1 max-md:grid-cols-[7rem_minmax(0,1fr)_minmax(3.5rem,auto)]';
        return (
          <li key={s.key}>
            {s.href ? (
              <HrefLink
                href={s.href}
                aria-label={`${s.label} ${end ? say(s.end) : signed(say, s.end - s.start)}`}
                className={cx(row, 'text-ink no-underline hover:bg-hover')}
              >
                {inner}
              </HrefLink>
            ) : (
              <div className={row}>{inner}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

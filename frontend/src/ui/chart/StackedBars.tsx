import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFigure } from './ChartFigure';
import { Swatch } from './Fills';
import { LineSwatch } from './strokes';
import { amount, categoryTwin } from './twins';
import type { Category, Datum, FigureWords, Measure, Series } from './types';
import { useMeasure } from './useMeasure';
import { kindsIn, lookOf } from './view';

const BarsDrawing = lazy(() => import('./BarsDrawing'));

/** A line over the bars on an axis of its own: systems beside yen. */
export interface Overlay {
  label: string;
  measure: Measure;
  data: Datum[];
}

export interface StackedBarsProps extends FigureWords {
  /** What the categories are: "fiscal year"; heads the first column of the table. */
  head: string;
  categories: Category[];
  /** From the foot of the stack to its top; at most five. */
  series: Series[];
  measure: Measure;
  line?: Overlay;
  height?: number;
}

/** Amounts by category, stacked: the past grey, the forecast hatched. For categories in an order, above all fiscal years. */
export function StackedBars({ head, categories, series, measure, line, height = 260, ...words }: StackedBarsProps) {
  const { t } = useTranslation();
  const m = useMeasure(measure);
  const over = useMeasure(line?.measure ?? measure);
  const data = [...series, ...(line ? [line] : [])].flatMap((s) => s.data);
  const kinds = kindsIn(categories, series);
  const overLabel =
    line && (over.unit ? t('common:chart.withUnit', { label: line.label, unit: over.unit }) : line.label);
  const legend = [
    ...series.map((s, i) => ({ key: s.key, label: s.label, mark: <Swatch look={lookOf(s, i)} /> })),
    ...(line ? [{ key: '+line', label: overLabel ?? '', mark: <LineSwatch place={0} second /> }] : []),
    ...(kinds.length > 1
      ? kinds.map((k) => ({ key: `+${k}`, label: m.kind(k), mark: <Swatch look={2} kind={k} /> }))
      : []),
  ];
  return (
    <ChartFigure
      {...words}
      unit={m.unit}
      height={height}
      legend={legend}
      linked={data.some((d) => d.href)}
      state={stateOf(categories, data)}
      twin={categoryTwin(m, head, categories, series, {
        total: series.length > 1,
        beside: line && [
          { label: overLabel ?? '', cell: (at) => amount(over, line.data[at]?.value, line.data[at]?.href) },
        ],
      })}
    >
      <BarsDrawing
        categories={categories}
        series={series}
        line={line}
        measured={m}
        over={over}
        whole={measure.kind === 'number' && !measure.places}
        height={height}
      />
    </ChartFigure>
  );
}

/** Nothing to draw, or nothing known of it. */
export function stateOf(categories: readonly unknown[], data: readonly Datum[]): 'empty' | 'unknown' | undefined {
  if (categories.length === 0 || data.length === 0) return 'empty';
  return data.every((d) => d.value === null) ? 'unknown' : undefined;
}

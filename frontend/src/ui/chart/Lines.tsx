import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFigure } from './ChartFigure';
import { stateOf } from './StackedBars';
import { LineSwatch } from './strokes';
import { categoryTwin } from './twins';
import type { Category, FigureWords, Measure, Series } from './types';
import { useMeasure } from './useMeasure';
import { axisTicks } from './view';

const LinesDrawing = lazy(() => import('./LinesDrawing'));

export interface LineSeries extends Omit<Series, 'look'> {
  /** Steps for what holds until the next change (a level), none where no line between points means anything. */
  join?: 'line' | 'step' | 'none';
  /** The places before which the meaning changed: the line is cut there, because its sides cannot be compared. */
  breaks?: number[];
}

export interface LinesProps extends FigureWords {
  /** What the categories are: "month"; heads the first column of the table. */
  head: string;
  categories: Category[];
  /** At most four. */
  series: LineSeries[];
  measure: Measure;
  /** A target or a limit across the whole. */
  reference?: { label: string; value: number };
  /** Where the axis begins at the latest; 0 unless the values say nothing near it (availability). A lower value moves it down. */
  from?: number;
  to?: number;
  height?: number;
}

/** Values over time. What nobody knows is a gap. */
export function Lines({ head, categories, series, measure, reference, from, to, height = 240, ...words }: LinesProps) {
  const { t } = useTranslation();
  const m = useMeasure(measure);
  const data = series.flatMap((s) => s.data);
  const values = [...data.map((d) => d.value), reference?.value ?? null].filter((v) => v !== null);
  const ticks = axisTicks(
    Math.min(from ?? 0, ...values),
    to ?? Math.max(0, ...values),
    measure.kind === 'number' && !measure.places,
  );
  const legend = [
    ...series.map((s, i) => ({ key: s.key, label: s.label, mark: <LineSwatch place={i} /> })),
    ...(reference
      ? [{ key: '+', label: `${reference.label} ${m.say(reference.value)}`, mark: <LineSwatch place={0} bare /> }]
      : []),
  ];
  return (
    <ChartFigure
      {...words}
      unit={m.unit}
      note={[words.note, (ticks[0] ?? 0) > 0 && t('common:chart.axisFrom', { from: m.say(ticks[0] ?? 0) })]
        .filter(Boolean)
        .join(' ')}
      height={height}
      legend={legend}
      linked={data.some((d) => d.href)}
      state={stateOf(categories, data)}
      twin={categoryTwin(m, head, categories, series, {
        beside: reference && [{ label: reference.label, cell: () => ({ text: m.show(reference.value) }) }],
      })}
    >
      <LinesDrawing
        categories={categories}
        series={series}
        measured={m}
        ticks={ticks}
        reference={reference}
        height={height}
      />
    </ChartFigure>
  );
}

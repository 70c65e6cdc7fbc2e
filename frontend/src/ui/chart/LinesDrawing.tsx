import { memo, type ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { axisWidth, CategoryTick, tickInterval, tickOf, ValueTick } from './axes';
import type { LineSeries } from './Lines';
import { type OnPlace, Stage, sameDrawing } from './Stage';
import { SvgLink } from './SvgLink';
import { dashes, LineSwatch, PointMark, strokeOf } from './strokes';
import { Tip } from './Tip';
import type { Category } from './types';
import type { Measured } from './useMeasure';
import { kindOf, partsOf } from './view';

interface Props {
  categories: Category[];
  series: LineSeries[];
  measured: Measured;
  ticks: number[];
  reference?: { label: string; value: number };
  height: number;
}

export default function LinesDrawing(props: Props) {
  const { categories, series, measured: m, reference } = props;
  const tip = (at: number) => {
    const category = categories[at];
    if (!category) return null;
    return (
      <Tip
        title={category.label}
        rows={[
          ...series.map((s, i) => ({
            key: s.key,
            mark: <LineSwatch place={i} />,
            label: s.label,
            text: m.say(s.data[at]?.value ?? null),
          })),
          ...(reference
            ? [{ key: '+', mark: <LineSwatch place={0} bare />, label: reference.label, text: m.say(reference.value) }]
            : []),
        ]}
      />
    );
  };

  return (
    <Stage height={props.height} tip={tip}>
      {(width, onPlace) => <Plot {...props} width={width} onPlace={onPlace} tip={tip} />}
    </Stage>
  );
}

const Plot = memo(function Plot({
  categories,
  series,
  measured: m,
  ticks,
  reference,
  height,
  width,
  tip,
  onPlace,
}: Props & { width: number; tip: (at: number) => ReactNode; onPlace: OnPlace }) {
  const parts = series.flatMap((s, place) =>
    partsOf(
      s.data.map((d) => d.value),
      s.breaks ?? [],
    ).map((values, p) => ({ s, place, p, values })),
  );
  const rows = categories.map((_, at) => ({
    at,
    ...Object.fromEntries(parts.map(({ place, p, values }) => [`v${place}-${p}`, values[at]])),
  }));
  const left = axisWidth(ticks, m.show);
  const lines = categories.some((c) => tickOf(c).includes('\n')) ? 2 : 1;
  return (
    <LineChart
      width={width}
      height={height}
      data={rows}
      accessibilityLayer={false}
      margin={{ top: 12, right: 12, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        height={lines * 15 + 10}
        padding={{ left: 16, right: 16 }}
        interval={tickInterval(categories, width - left - 44)}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        tick={({ x, y, payload }) => (
          <CategoryTick x={x} y={y} text={tickOf(categories[payload.value] ?? { key: '', label: '' })} />
        )}
      />
      <YAxis
        width={left}
        ticks={ticks}
        domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        tickLine={false}
        axisLine={false}
        tick={({ x, y, payload }) => <ValueTick x={x} y={y} text={m.show(payload.value)} />}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--line-strong)' }}
        content={({ active, label }) => (active ? tip(Number(label)) : null)}
      />
      {reference && (
        <ReferenceLine y={reference.value} stroke="var(--ink-soft)" strokeWidth={1.5} strokeDasharray="4 2" />
      )}
      {parts.map(({ s, place, p }) => (
        <Line
          key={`${s.key}${p}`}
          dataKey={`v${place}-${p}`}
          type={s.join === 'step' ? 'stepAfter' : 'linear'}
          stroke={s.join === 'none' ? 'none' : strokeOf(place)}
          strokeWidth={2}
          strokeDasharray={dashes[place % 4]}
          isAnimationActive={false}
          activeDot={false}
          dot={({ cx, cy, index, value }) => {
            const category = categories[index];
            if (!category || value === null || value === undefined || cy === undefined) return <g key={index} />;
            const datum = s.data[index];
            return (
              <SvgLink
                key={index}
                href={datum?.href}
                name={`${category.label} ${s.label} ${m.say(value)}`}
                onFocus={() => onPlace({ at: index, x: Number(cx) })}
                onBlur={() => onPlace(undefined)}
              >
                <PointMark x={Number(cx)} y={Number(cy)} place={place} kind={kindOf(category, datum)} />
              </SvgLink>
            );
          }}
        />
      ))}
    </LineChart>
  );
}, sameDrawing);

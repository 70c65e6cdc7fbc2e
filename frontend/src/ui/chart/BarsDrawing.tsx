import { memo, type ReactNode } from 'react';
import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import { axisWidth, CategoryTick, halo, plain, textWidth, tickInterval, tickOf, Unread, ValueTick } from './axes';
import { Swatch, useFill } from './Fills';
import type { Overlay } from './StackedBars';
import { type OnPlace, Stage, sameDrawing } from './Stage';
import { SvgLink } from './SvgLink';
import { LineSwatch, PointMark, strokeOf } from './strokes';
import { Tip } from './Tip';
import type { Category, Series } from './types';
import type { Measured } from './useMeasure';
import { axisTicks, kindOf, lookOf, stacksOf } from './view';

interface Props {
  categories: Category[];
  series: Series[];
  line?: Overlay;
  measured: Measured;
  over: Measured;
  whole: boolean;
  height: number;
}

export default function BarsDrawing(props: Props) {
  const { categories, series, line, measured: m, over } = props;
  const stacks = stacksOf(categories, series);
  const tip = (at: number) => {
    const category = categories[at];
    if (!category) return null;
    return (
      <Tip
        title={category.label}
        rows={[
          ...series.map((s, i) => ({
            key: s.key,
            mark: <Swatch look={lookOf(s, i)} kind={kindOf(category, s.data[at])} />,
            label: s.label,
            text: m.say(s.data[at]?.value ?? null),
          })),
          ...(series.length > 1 ? [{ key: '+', label: m.total, text: m.say(stacks[at]?.total ?? null) }] : []),
          ...(line
            ? [
                {
                  key: '+line',
                  mark: <LineSwatch place={0} second />,
                  label: line.label,
                  text: over.say(line.data[at]?.value ?? null),
                },
              ]
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
  line,
  measured: m,
  over,
  whole,
  height,
  width,
  tip,
  onPlace,
}: Props & { width: number; tip: (at: number) => ReactNode; onPlace: OnPlace }) {
  const fill = useFill();
  const stacks = stacksOf(categories, series);
  const rows = stacks.map((stack, at) => ({
    at,
    high: stack.high,
    over: line?.data[at]?.value ?? null,
    ...Object.fromEntries(stack.values.map((v, i) => [`v${i}`, v ?? 0])),
  }));
  const ticks = axisTicks(Math.min(0, ...stacks.map((s) => s.low)), Math.max(0, ...stacks.map((s) => s.high)), whole);
  const overTicks = axisTicks(0, Math.max(0, ...(line?.data.map((d) => d.value ?? 0) ?? [])), true);
  const left = axisWidth(ticks, m.show);
  const right = line ? axisWidth(overTicks, over.show) : 8;
  const room = width - left - right;
  const lines = categories.some((c) => tickOf(c).includes('\n')) ? 2 : 1;
  const labels = stacks.map((s) => (s.total === null ? '◇' : m.show(s.total)));
  const labelled = Math.max(...labels.map(textWidth)) + 6 < room / categories.length;

  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows}
      accessibilityLayer={false}
      stackOffset="sign"
      barCategoryGap="22%"
      margin={{ top: 20, right: line ? 0 : right, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        height={lines * 15 + 10}
        interval={tickInterval(categories, room)}
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
        cursor={{ fill: 'var(--hover)' }}
        content={({ active, label }) => (active ? tip(Number(label)) : null)}
      />
      {series.map((s, i) => (
        <Bar
          key={s.key}
          dataKey={`v${i}`}
          stackId="stack"
          maxBarSize={56}
          isAnimationActive={false}
          shape={({ x, y, width: w, height: h, payload }) => {
            const at: number = payload.at;
            const category = categories[at];
            const datum = s.data[at];
            if (!category || !datum?.value || Math.abs(h) < 0.01) return <g />;
            return (
              <SvgLink
                href={datum.href}
                name={`${category.label} ${s.label} ${m.say(datum.value)}`}
                onFocus={() => onPlace({ at, x: x + w / 2 })}
                onBlur={() => onPlace(undefined)}
              >
                <rect
                  x={x}
                  y={Math.min(y, y + h)}
                  width={w}
                  height={Math.abs(h)}
                  {...fill(lookOf(s, i), kindOf(category, datum))}
                />
              </SvgLink>
            );
          }}
        />
      ))}
      {/* The totals over the stacks; a part that nobody knows shows as ◇ instead of a total. */}
      <Line
        dataKey="high"
        stroke="none"
        isAnimationActive={false}
        activeDot={false}
        dot={({ cx, cy, index }) => {
          const stack = stacks[index];
          if (!stack || (!labelled && stack.total !== null)) return <g key={index} />;
          return (
            <Unread key={index}>
              <text x={cx} y={Number(cy) - 6} textAnchor="middle" {...plain} {...halo}>
                {labels[index]}
              </text>
            </Unread>
          );
        }}
      />
      {line && (
        <YAxis
          yAxisId="over"
          orientation="right"
          width={right}
          ticks={overTicks}
          domain={[0, overTicks.at(-1) ?? 1]}
          tickLine={false}
          axisLine={false}
          tick={({ x, y, payload }) => <ValueTick x={x} y={y} text={over.show(payload.value)} anchor="start" />}
        />
      )}
      {line && (
        <Line
          yAxisId="over"
          dataKey="over"
          stroke={strokeOf(0, true)}
          strokeWidth={2}
          isAnimationActive={false}
          activeDot={false}
          dot={({ cx, cy, index, value }) => {
            const category = categories[index];
            if (!category || value === null || cy === undefined) return <g key={index} />;
            const datum = line.data[index];
            return (
              <SvgLink
                key={index}
                href={datum?.href}
                name={`${category.label} ${line.label} ${over.say(value)}`}
                onFocus={() => onPlace({ at: index, x: Number(cx) })}
                onBlur={() => onPlace(undefined)}
              >
                <PointMark x={Number(cx)} y={Number(cy)} place={0} kind={kindOf(category, datum)} second />
              </SvgLink>
            );
          }}
        />
      )}
    </ComposedChart>
  );
}, sameDrawing);

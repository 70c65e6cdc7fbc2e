import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chart } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { ChartFigure } from '@/ui/chart/ChartFigure';
import { Tip } from '@/ui/chart/Tip';
import { useWidth } from '@/ui/chart/useWidth';
import { HrefLink } from '@/ui/HrefLink';
import { along } from './model';

type Cell = Chart['cells'][number];

const margin = { top: 16, right: 16, bottom: 36, left: 40 };

/** Where the judged systems stand between technical fit and value for the work. Systems with the same tenths share one mark, which says how
 *  many they are, so that many stay countable. */
export function QuadrantChart({ chart }: { chart: Chart }) {
  const { t } = useTranslation();
  const f = useFormat();
  const named = (c: Cell) => {
    const names = c.systems.map((s) => f.name(s)).join(t('common:listSeparator'));
    const more = (c.count.value ?? 0) - c.systems.length;
    return more > 0 ? t('rationalisation:chart.andMore', { names, n: f.number(more) }) : names;
  };
  return (
    <ChartFigure
      id="rationalisation.quadrants"
      title={t('rationalisation:chart.title')}
      level={2}
      description={t('rationalisation:chart.description')}
      state={chart.cells.length === 0 ? 'empty' : undefined}
      empty={t('rationalisation:chart.empty')}
      note={t('rationalisation:chart.note', { limit: f.number(chart.highAt / 100, 2) })}
      height={420}
      twin={{
        head: t('rationalisation:chart.systems'),
        columns: ['business', 'technical', 'quadrant', 'count'].map((key) => ({
          key,
          label: t(`rationalisation:chart.${key}`),
        })),
        rows: chart.cells.map((c) => ({
          key: `${c.business} ${c.technical} ${c.quadrant}`,
          head: named(c),
          cells: [
            { text: f.number(c.business, 1) },
            { text: f.number(c.technical, 1) },
            { text: t(`rationalisation:quadrant.${c.quadrant}`) },
            { text: f.number(c.count.value ?? 0), href: c.count.rows },
          ],
        })),
      }}
    >
      <Drawing chart={chart} named={named} />
    </ChartFigure>
  );
}

function Drawing({ chart, named }: { chart: Chart; named: (c: Cell) => string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [box, width] = useWidth();
  const [over, setOver] = useState<Cell>();
  const height = Math.min(460, Math.max(320, width * 0.62));
  const inner = { w: width - margin.left - margin.right, h: height - margin.top - margin.bottom };
  const x = (score: number) => margin.left + along(score) * inner.w;
  const y = (score: number) => margin.top + (1 - along(score)) * inner.h;
  const limit = chart.highAt / 100;
  const unit = Math.min(inner.w, inner.h * 1.4) / 40; // a tenth of a point
  const corners = [
    { key: 'migrate', at: x(1) + 6, top: y(5) + 16, anchor: 'start' },
    { key: 'invest', at: x(5) - 6, top: y(5) + 16, anchor: 'end' },
    { key: 'eliminate', at: x(1) + 6, top: y(1) - 8, anchor: 'start' },
    { key: 'tolerate', at: x(5) - 6, top: y(1) - 8, anchor: 'end' },
  ] as const;
  return (
    <div ref={box} className="relative" style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="presentation">
          <rect x={x(1)} y={y(5)} width={inner.w} height={inner.h} fill="none" stroke="var(--line-strong)" />
          <rect
            x={x(limit)}
            y={y(5)}
            width={x(5) - x(limit)}
            height={y(limit) - y(5)}
            fill="var(--accent-soft)"
            stroke="none"
          />
          <path d={`M${x(limit)} ${y(5)}V${y(1)}M${x(1)} ${y(limit)}H${x(5)}`} stroke="var(--line-strong)" />
          {[1, 2, 3, 4, 5].map((n) => (
            <g key={n} fontSize="12" fill="var(--ink-soft)">
              <text x={x(n)} y={y(1) + 16} textAnchor="middle">
                {n}
              </text>
              <text x={x(1) - 8} y={y(n) + 4} textAnchor="end">
                {n}
              </text>
            </g>
          ))}
          <text x={x(3)} y={height - 4} textAnchor="middle" fontSize="12" fill="var(--ink)">
            {t('rationalisation:chart.technical')}
          </text>
          <text transform={`translate(12 ${y(3)}) rotate(-90)`} textAnchor="middle" fontSize="12" fill="var(--ink)">
            {t('rationalisation:chart.business')}
          </text>
          {corners.map((c) => (
            <text key={c.key} x={c.at} y={c.top} textAnchor={c.anchor} fontSize="14" fontWeight="700" fill="var(--ink)">
              {t(`rationalisation:quadrant.${c.key}`)}
            </text>
          ))}
          {chart.cells.map((c) => {
            const n = c.count.value ?? 0;
            const r = n === 1 ? Math.min(5, unit * 0.42) : Math.min(11, unit * 0.42 + Math.sqrt(n) * 1.4);
            // Of two quadrants at one place, those to be merged stand beside those to be eliminated.
            const beside = chart.cells.some(
              (o) => o !== c && o.business === c.business && o.technical === c.technical && c.quadrant === 'migrate',
            );
            const at = { cx: x(c.technical + 0.05) + (beside ? 2 * r : 0), cy: y(c.business + 0.05) };
            return (
              // The table and the tiles have the same ways by keyboard; marks this small are for a pointer.
              <HrefLink
                key={`${c.business} ${c.technical} ${c.quadrant}`}
                href={c.count.rows}
                tabIndex={-1}
                onPointerEnter={() => setOver(c)}
                onPointerLeave={() => setOver(undefined)}
              >
                <circle
                  {...at}
                  r={r}
                  fill={n > 1 ? 'var(--chart-2)' : 'var(--chart-3)'}
                  stroke="var(--chart-edge)"
                  strokeWidth={over === c ? 2.5 : 1}
                />
                {n > 1 && r > 6 && (
                  <text
                    x={at.cx}
                    y={at.cy + 3.5}
                    textAnchor="middle"
                    fontSize="10"
                    fontWeight="700"
                    fill="var(--chart-on-2)"
                  >
                    {n}
                  </text>
                )}
              </HrefLink>
            );
          })}
        </svg>
      )}
      {over && (
        <div
          className="pointer-events-none absolute top-2 z-10"
          style={over.technical > 3 ? { left: margin.left + 8 } : { right: margin.right + 8 }}
        >
          <Tip
            title={named(over)}
            rows={(['business', 'technical'] as const).map((k) => ({
              key: k,
              label: t(`rationalisation:chart.${k}`),
              text: f.number(over[k], 1),
            }))}
          />
        </div>
      )}
    </div>
  );
}

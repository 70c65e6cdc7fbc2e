import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Summary } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { AgeingBars } from '@/ui/chart/AgeingBars';
import { Lines } from '@/ui/chart/Lines';
import { FigureTile } from '@/ui/FigureTile';
import { Mark, type Tone } from '@/ui/StatusChip';
import { bandTone } from './model';

/** The five figures of the first glance, each the way to its rows. */
export function SummaryTiles({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const tile = (key: string, figure: Figure, tone?: Tone) => (
    <FigureTile
      key={key}
      label={t(`findings:figure.${key}`)}
      figure={figure.value === null ? '—' : f.number(figure.value)}
      unit={t('findings:unit.items')}
      tone={tone}
      change={changeOf(figure)}
      link={figureLink(figure.rows)}
    />
  );
  // Less is better, but what waits to be verified is work done, and what was accepted is neither good nor bad.
  const changeOf = ({ value, previous, rows }: Figure) =>
    typeof value === 'number' && typeof previous === 'number'
      ? {
          by: value - previous,
          since: t('findings:changeSince'),
          better: rows.includes('state=') ? undefined : value < previous,
        }
      : undefined;
  const late = (figure: Figure): Tone => ((figure.value ?? 0) > 0 ? 'bad' : 'good');
  return (
    <div className="flex flex-wrap gap-2">
      {tile('overdue', s.overdue, late(s.overdue))}
      {tile('severeOpen', s.severeOpen)}
      {tile('toVerify', s.toVerify)}
      {tile('open', s.open)}
      {(s.acceptExpired.value ?? 0) > 0 ? tile('acceptExpired', s.acceptExpired, 'bad') : tile('accepted', s.accepted)}
    </div>
  );
}

/** How old the open ones are by weight, and whether more is closed than comes in. */
export function SummaryCharts({ summary: s, id }: { summary: Summary; id: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const buckets = s.ageing[0]?.buckets.map((b) => b.bucket) ?? [];
  const asOf = f.day(s.asOf);
  const repeat = s.repeat.value ?? 0;
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <AgeingBars
        id={`${id}.ageing`}
        title={t('findings:chart.ageing')}
        description={t('findings:chart.ageingNote', { repeat: f.number(repeat) })}
        asOf={asOf}
        head={t('findings:field.band')}
        rows={s.ageing.map((r) => ({
          key: r.band,
          label: t(`findings:band.${r.band}`),
          mark: <Mark tone={bandTone[r.band]} />,
          href: r.total.rows,
        }))}
        // The oldest are the strongest.
        buckets={buckets.map((b, i) => ({
          key: b,
          label: t(`findings:ageing.${b}`),
          look: (5 - i) as 1 | 2 | 3 | 4 | 5,
          data: s.ageing.map((r) => ({ value: r.buckets[i]?.count.value ?? null, href: r.buckets[i]?.count.rows })),
        }))}
      />
      <Flow
        id={`${id}.years`}
        title={t('findings:chart.years')}
        description={rateText(t, s)}
        asOf={asOf}
        head={t('findings:chart.fiscalYear')}
        points={s.years.map((y) => ({
          key: String(y.fy),
          label: f.fiscalYear(y.fy),
          tick: f.fiscalYearTick(y.fy),
          raised: y.raised,
          closed: y.closed,
        }))}
      />
    </div>
  );
}

/** How many of those that fell due this fiscal year were done by their original day. */
function rateText(t: TFunction, s: Summary): string {
  const year = s.years.at(-1);
  if (!year || year.percent === null || year.percent === undefined) return t('findings:chart.rateUnknown');
  return t('findings:chart.rate', { percent: year.percent, n: year.inTime.value, of: year.due.value });
}

export interface FlowPoint {
  key: string;
  label: string;
  tick: string;
  raised: Figure;
  closed: Figure;
}

/** What came in against what was closed, over the same axis: the backlog shrinks where the second line lies above the first. */
export function Flow({
  points,
  ...words
}: {
  id: string;
  title: string;
  description?: string;
  asOf: string;
  head: string;
  points: FlowPoint[];
}) {
  const { t } = useTranslation();
  return (
    <Lines
      {...words}
      measure={{ kind: 'number', unit: t('findings:unit.items').trim() }}
      categories={points.map(({ key, label, tick }) => ({ key, label, tick }))}
      series={(['raised', 'closed'] as const).map((key) => ({
        key,
        label: t(`findings:chart.${key}`),
        data: points.map((p) => ({ value: p[key].value, href: p[key].rows })),
      }))}
    />
  );
}

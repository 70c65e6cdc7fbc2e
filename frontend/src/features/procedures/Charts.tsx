import { useTranslation } from 'react-i18next';
import type { Summary } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { AgeingBars } from '@/ui/chart/AgeingBars';
import { StackedBars } from '@/ui/chart/StackedBars';
import { Section } from '@/ui/Page';
import { Share } from './Chips';
import { levels } from './model';
import { Rows } from './ShareTable';

/** How each step of the ladder is done now. */
export function StepBars({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <AgeingBars
      id="procedures.steps"
      title={t('procedures:chart.steps')}
      description={t('procedures:chart.stepsNote', {
        count: s.onceOnly.value ?? 0,
        n: f.number(s.onceOnly.value ?? 0),
      })}
      asOf={f.day(s.asOf)}
      head={t('procedures:chart.step')}
      rows={s.steps.map((r) => ({ key: r.step, label: t(`procedures:step.${r.step}`) }))}
      buckets={levels.map((level, i) => ({
        key: level,
        label: t(`procedures:level.${level}`),
        look: (i === 3 ? 'unknown' : 4 - i) as 4 | 3 | 2 | 'unknown',
        data: s.steps.map((r) => ({ value: r.levels[i]?.count.value ?? null, href: r.levels[i]?.count.rows })),
      }))}
    />
  );
}

/** What stands in the way, the most frequent first. */
export function Obstacles({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const rows = s.obstacles.toSorted((a, b) => (b.count.value ?? 0) - (a.count.value ?? 0));
  return (
    <AgeingBars
      id="procedures.obstacles"
      title={t('procedures:chart.obstacles')}
      description={t('procedures:chart.obstaclesNote')}
      asOf={f.day(s.asOf)}
      head={t('procedures:field.obstacles')}
      rows={rows.map((r) => ({ key: r.id, label: f.name(r), href: r.count.rows }))}
      buckets={[
        {
          key: 'count',
          label: t('procedures:chart.count'),
          look: 2,
          data: rows.map((r) => ({ value: r.count.value, href: r.count.rows })),
        },
      ]}
    />
  );
}

const channels = ['online', 'post', 'counter', 'other'] as const;

/** Volumes by fiscal year and channel; what nobody told apart is a part of its own. */
export function YearBars({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const rate = s.onlineRate === null ? '—' : f.percent(s.onlineRate, 1);
  return (
    <StackedBars
      id="procedures.years"
      title={t('procedures:chart.years')}
      description={t('procedures:chart.yearsNote', { rate, unknown: f.number(s.onlineUnknown.value ?? 0) })}
      note={t('procedures:chart.yearsUnknown', { n: f.number(s.years.at(-1)?.unknown.value ?? 0) })}
      head={t('procedures:chart.fiscalYear')}
      measure={{ kind: 'number', unit: t('procedures:unit.cases').trim() }}
      categories={s.years.map((y) => ({
        key: String(y.fy),
        label: f.fiscalYear(y.fy),
        tick: f.fiscalYearTick(y.fy),
      }))}
      series={[
        ...channels.map((c) => ({
          key: c,
          label: t(`procedures:field.volumes_${c}`),
          data: s.years.map((y) => ({ value: y[c].value, href: y[c].rows })),
        })),
        {
          key: 'unsaid',
          label: t('procedures:chart.unsaid'),
          look: 'unknown' as const,
          data: s.years.map((y) => ({ value: y.unsaid, href: y.total.rows })),
        },
      ]}
    />
  );
}

/** The groups that come first: how far are they served? */
export function Groups({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const head = 'num py-1 pl-4 font-normal whitespace-nowrap';
  return (
    <Section title={t('procedures:groups.title')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('procedures:groups.title')} tabIndex={0}>
        <table className="min-w-2xl">
          <thead>
            <tr className="border-line-strong border-b text-ink-soft text-note">
              <th scope="col" className="py-1 text-left font-normal">
                {t('procedures:field.priorityGroups')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:groups.total')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:shares.free')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:groups.now')}
              </th>
              <th scope="col" className={head}>
                {t('procedures:groups.goal')}
              </th>
            </tr>
          </thead>
          <tbody>
            {s.groups.map((g) => (
              <tr key={g.id} className="h-9 border-line border-b">
                <th scope="row" className="whitespace-nowrap text-left font-normal">
                  {f.name(g)}
                </th>
                <td className="num pl-4">
                  <Rows figure={g.total} name={`${f.name(g)} ${t('procedures:groups.total')}`} />
                </td>
                <td className="num pl-4">
                  <Rows figure={g.free} name={`${f.name(g)} ${t('procedures:shares.free')}`} />
                </td>
                <td className="num pl-4">
                  <Share of={g.current} strong />
                </td>
                <td className="num pl-4">
                  <Share of={g.potential} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

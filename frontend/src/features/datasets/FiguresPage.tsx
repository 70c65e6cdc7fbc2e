import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { datasetSummaryOptions, type Summary } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { AgeingBars } from '@/ui/chart/AgeingBars';
import { StackedBars } from '@/ui/chart/StackedBars';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { FailedState, SkeletonPage } from '@/ui/states';
import { DatasetNav } from './DatasetNav';
import { DatasetTiles } from './Tiles';

/** What share of the city's data is good and open, where is it not, and what pulls it down? */
export function FiguresPage() {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: s, error, refetch } = useQuery(datasetSummaryOptions({}));
  if (error && !s) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!s) return <SkeletonPage />;
  const bars = (key: 'stars' | 'bands' | 'freshness' | 'personal' | 'publications', words: string) => (
    <AgeingBars
      id={`datasets.${key}`}
      title={t(`datasets:chart.${key}`)}
      asOf={f.day(s.asOf)}
      head={t(`datasets:chart.head.${key}`)}
      rows={s[key].map((r) => ({ key: r.value, label: t(`datasets:${words}.${r.value}`), href: r.count.rows }))}
      buckets={[
        {
          key: 'count',
          label: t('datasets:chart.count'),
          look: 2,
          data: s[key].map((r) => ({ value: r.count.value, href: r.count.rows })),
        },
      ]}
    />
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHead
        title={t('datasets:figures.title')}
        answer={t('datasets:figures.answer', {
          share: s.share === null ? '—' : f.percent(s.share, 1),
          ofPublic: s.goodOfPublic === null ? '—' : f.percent(s.goodOfPublic, 1),
          unmeasured: f.number(s.unmeasured.value ?? 0),
          on: f.day(s.asOf),
        })}
      />
      <DatasetNav />
      <DatasetTiles summary={s} />
      <Parts summary={s} />
      <div className="grid gap-8 lg:grid-cols-2">
        {bars('bands', 'band')}
        {bars('stars', 'star')}
        {bars('publications', 'publication')}
        {bars('personal', 'personalData')}
        {bars('freshness', 'freshness')}
        <StackedBars
          id="datasets.years"
          title={t('datasets:chart.years')}
          note={t('datasets:chart.yearsUnknown', { n: f.number(s.years.at(-1)?.unknown.value ?? 0) })}
          head={t('datasets:field.uses_fiscalYear')}
          measure={{ kind: 'number', unit: t('datasets:unit.cases').trim() }}
          categories={s.years.map((y) => ({
            key: String(y.fy),
            label: f.fiscalYear(y.fy),
            tick: f.fiscalYearTick(y.fy),
          }))}
          series={[
            {
              key: 'uses',
              label: t('datasets:field.uses'),
              data: s.years.map((y) => ({ value: y.uses.value, href: y.uses.rows })),
            },
          ]}
        />
      </div>
      <Sections summary={s} />
      <p className="max-w-prose text-note text-ink-soft">
        {t('datasets:figures.definition', { good: s.quality.good, stars: s.quality.stars })}
      </p>
    </div>
  );
}

function Rows({ figure, name }: { figure: Figure; name: string }) {
  const f = useFormat();
  if (figure.value === null) return <>—</>;
  return (
    <Link {...figureLink(figure.rows)} aria-label={`${name} ${f.number(figure.value)}`}>
      {f.number(figure.value)}
    </Link>
  );
}

const head = 'num py-1 pl-4 font-normal whitespace-nowrap';

/** Which part of the score pulls it down, and for how many it is not known. */
function Parts({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Section title={t('datasets:figures.parts')} note={t('datasets:figures.partsNote')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('datasets:figures.parts')} tabIndex={0}>
        <table className="min-w-xl">
          <thead>
            <tr className="border-line-strong border-b text-ink-soft text-note">
              <th scope="col" className="py-1 text-left font-normal">
                {t('datasets:quality.part')}
              </th>
              <th scope="col" className={head}>
                {t('datasets:figures.weight')}
              </th>
              <th scope="col" className={head}>
                {t('datasets:figures.mean')}
              </th>
              <th scope="col" className={head}>
                {t('datasets:figures.missing')}
              </th>
            </tr>
          </thead>
          <tbody>
            {s.parts.map((p) => (
              <tr key={p.part} className="h-9 border-line border-b">
                <th scope="row" className="whitespace-nowrap text-left font-normal">
                  {t(`datasets:part.${p.part}`)}
                </th>
                <td className="num pl-4">{p.weight}</td>
                <td className="num pl-4">
                  {p.mean === null ? (
                    <StatusChip tone="unknown">{t('datasets:unmeasured')}</StatusChip>
                  ) : (
                    f.percent(p.mean, 1)
                  )}
                </td>
                <td className="num pl-4">
                  <Rows figure={p.missing} name={`${t(`datasets:part.${p.part}`)} ${t('datasets:figures.missing')}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

const cells = ['total', 'good', 'public', 'unmeasured', 'overdue'] as const;

/** How the bureaus stand. */
function Sections({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Section title={t('datasets:figures.sections')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t('datasets:figures.sections')} tabIndex={0}>
        <table className="w-full min-w-2xl max-w-5xl">
          <thead>
            <tr className="border-line-strong border-b text-ink-soft text-note">
              <th scope="col" className="py-1 text-left font-normal">
                {t('datasets:figures.bureau')}
              </th>
              <th scope="col" className={head}>
                {t('datasets:figures.share')}
              </th>
              {cells.map((c) => (
                <th key={c} scope="col" className={head}>
                  {t(`datasets:figures.cell.${c}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {s.sections.map((r) => (
              <tr key={r.organisationId} className="h-9 border-line border-b">
                <th scope="row" className="whitespace-nowrap text-left font-normal">
                  {f.name(r)}
                </th>
                <td className="num pl-4 font-bold">{r.share === null ? '—' : f.percent(r.share, 1)}</td>
                {cells.map((c) => (
                  <td key={c} className="num pl-4">
                    <Rows figure={r[c]} name={`${f.name(r)} ${t(`datasets:figures.cell.${c}`)}`} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type FollowUp, followUpOptions, type Summary, summaryOptions } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { type Figure, figureLink } from '@/lib/figure';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Flow } from './Summary';

/** Follow-up by section and year (所属別・年別フォローアップ状況), and how many were done by their original day. */
export function FollowUpPage() {
  const { t } = useTranslation();
  const f = useFormat();
  const report = useQuery(followUpOptions());
  const summary = useQuery(summaryOptions({})).data;
  if (report.error && !report.data) return <FailedState error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data || !summary) return <SkeletonPage />;
  const asOf = f.day(report.data.asOf);
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={t('findings:followUp.title')}
        answer={t('findings:followUp.answer', { on: asOf, open: summary.open.value, action: summary.inAction.value })}
      />
      <Section title={t('findings:followUp.sections')}>
        <Sections report={report.data} />
      </Section>
      <Section title={t('findings:followUp.rates')} note={t('findings:followUp.ratesNote')}>
        <Rates summary={summary} />
      </Section>
      <Flow
        id="findings.months"
        title={t('findings:chart.months')}
        asOf={asOf}
        head={t('findings:chart.month')}
        points={summary.months.map((m) => ({
          key: m.from,
          label: m.from.slice(0, 7),
          tick: m.from.slice(2, 7),
          raised: m.raised,
          closed: m.closed,
        }))}
      />
    </div>
  );
}

function Cell({ figure, name }: { figure: Figure; name: string }) {
  const f = useFormat();
  if (figure.value === null || figure.value === 0) return <span className="text-ink-faint">—</span>;
  return (
    <Link {...figureLink(figure.rows)} aria-label={`${name} ${f.number(figure.value)}`}>
      {f.number(figure.value)}
    </Link>
  );
}

const head = 'py-1 pl-4 font-normal';

function Sections({ report }: { report: FollowUp }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <section
      className="overflow-x-auto"
      aria-label={t('findings:followUp.sections')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className="w-full">
        <thead>
          <tr className="border-line-strong border-b text-left text-note text-ink-soft">
            <th scope="col" className="py-1 font-normal">
              {t('findings:field.sectionId')}
            </th>
            {report.years.map((fy) => (
              <th key={fy} scope="col" className={`num whitespace-pre-line ${head}`} aria-label={f.fiscalYear(fy)}>
                {f.fiscalYearTick(fy)}
              </th>
            ))}
            <th scope="col" className={`num ${head}`}>
              {t('findings:figure.open')}
            </th>
            <th scope="col" className={`num ${head}`}>
              {t('findings:figure.overdue')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.rows.map((r) => {
            const name = f.pick(r.sectionName, r.sectionNameEn);
            return (
              <tr key={r.sectionId} className="h-9 border-line border-b">
                <th scope="row" className="text-left font-normal max-sm:min-w-32 sm:whitespace-nowrap">
                  {name}
                </th>
                {r.cells.map((c) => (
                  <td key={c.fy} className="num whitespace-nowrap pl-4">
                    {c.total.value ? (
                      <>
                        <Cell figure={c.open} name={`${name} ${f.fiscalYear(c.fy)} ${t('findings:figure.open')}`} />
                        <span className="text-ink-faint"> / </span>
                        <Cell figure={c.total} name={`${name} ${f.fiscalYear(c.fy)}`} />
                      </>
                    ) : (
                      <span className="text-ink-faint">—</span>
                    )}
                  </td>
                ))}
                <td className="num pl-4 font-bold">
                  <Cell figure={r.open} name={`${name} ${t('findings:figure.open')}`} />
                </td>
                <td className="num pl-4">
                  <Cell figure={r.overdue} name={`${name} ${t('findings:figure.overdue')}`} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="mt-1 text-note text-ink-soft">{t('findings:followUp.cells')}</p>
    </section>
  );
}

function Rates({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <section
      className="overflow-x-auto"
      aria-label={t('findings:followUp.rates')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table>
        <thead>
          <tr className="border-line-strong border-b text-left text-note text-ink-soft">
            <th scope="col" className="py-1 font-normal">
              {t('findings:chart.fiscalYear')}
            </th>
            {['raised', 'closed', 'due', 'inTime', 'percent'].map((k) => (
              <th key={k} scope="col" className={`num ${head}`}>
                {t(`findings:rate.${k}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {summary.years.toReversed().map((y) => (
            <tr key={y.fy} className="h-9 border-line border-b">
              <th scope="row" className="whitespace-nowrap text-left font-normal">
                {f.fiscalYear(y.fy)}
              </th>
              {(['raised', 'closed', 'due', 'inTime'] as const).map((k) => (
                <td key={k} className="num pl-4">
                  <Cell figure={y[k]} name={`${f.fiscalYear(y.fy)} ${t(`findings:rate.${k}`)}`} />
                </td>
              ))}
              <td className="num pl-4 font-bold">
                {y.percent === null || y.percent === undefined ? '—' : f.percent(y.percent)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

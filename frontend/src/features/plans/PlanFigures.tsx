import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Plan, type Summary, summaryOptions } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { Button } from '@/ui/Button';
import { FigureTile } from '@/ui/FigureTile';
import { ButtonLink } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { Mark } from '@/ui/StatusChip';
import { FailedState, SkeletonText } from '@/ui/states';
import { FigureLink } from './FigureLink';
import { quarterWord } from './model';
import { ThemeDialog, ThemeMenu } from './Themes';

const columns = ['initial', 'added', 'total', 'achieved', 'continuing', 'withdrawn', 'running', 'behind'] as const;

/** The reconciled figures: planned + added = total = achieved + continuing + withdrawn + running. */
export function PlanFigures({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error, refetch } = useQuery(summaryOptions(plan.id));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={8} />;
  const open = plan.state === 'approved';
  const mends = plan.themes.some((x) => x.can.update?.allowed);
  const tiles = open
    ? (['total', 'behind', 'unknown', 'disagree'] as const)
    : (['total', 'achieved', 'continuing', 'withdrawn'] as const);
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap gap-4">
        {tiles.map((key) => (
          <FigureTile
            key={key}
            label={t(`plans:count.${key}`)}
            figure={data.plan[key].value === null ? '—' : f.number(data.plan[key].value)}
            unit={t('plans:unit')}
            tone={
              key === 'behind' && data.plan.behind.value
                ? 'bad'
                : key === 'unknown' && data.plan.unknown.value
                  ? 'unknown'
                  : undefined
            }
            link={figureLink(data.plan[key].rows)}
          />
        ))}
      </div>
      <Section title={t('plans:byTheme')} actions={<Additions plan={plan} />}>
        <Sentence data={data} />
        <section
          className="overflow-x-auto"
          aria-label={t('plans:byTheme')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <table className="w-full">
            <caption className="sr-only">{t('plans:byTheme')}</caption>
            <thead>
              <tr className="border-line-strong border-b text-ink-soft text-note">
                <th scope="col" className="py-1 text-left font-normal">
                  {t('plans:theme')}
                </th>
                {columns.map((k) => (
                  <th key={k} scope="col" className="px-3 py-1 text-right font-normal">
                    {t(`plans:count.${k}`)}
                  </th>
                ))}
                <th scope="col" className="px-3 py-1 text-right font-normal">
                  {t('plans:achievedShare')}
                </th>
                {mends && <td />}
              </tr>
            </thead>
            <tbody>
              {data.themes.map((theme) => (
                <tr key={theme.id} className="h-row border-line border-b">
                  <th scope="row" className="min-w-36 text-left font-normal">
                    {f.name(theme)} <span className="text-ink-faint text-note">{theme.code}</span>
                  </th>
                  {columns.map((k) => (
                    <td key={k} className="px-3 text-right">
                      <FigureLink figure={theme[k]} label={`${f.name(theme)} ${t(`plans:count.${k}`)}`} />
                    </td>
                  ))}
                  <td className="px-3 text-right">{share(theme.achievedPercent, f.percent)}</td>
                  {mends && (
                    <td className="text-right">
                      <ThemeMenu plan={plan} id={theme.id} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr className="h-row border-line-strong border-t font-bold">
                <th scope="row" className="text-left">
                  {t('plans:all')}
                </th>
                {columns.map((k) => (
                  <td key={k} className="px-3 text-right">
                    <FigureLink figure={data.plan[k]} bold label={`${t('plans:all')} ${t(`plans:count.${k}`)}`} />
                  </td>
                ))}
                <td className="px-3 text-right">{share(data.plan.achievedPercent, f.percent)}</td>
                {mends && <td />}
              </tr>
            </tfoot>
          </table>
        </section>
        <p className="text-ink-soft text-note">
          {t('plans:byOrigin', {
            initial: share(data.plan.achievedInitialPercent, f.percent),
            ofInitial: `${data.plan.achievedInitial.value}/${data.plan.initial.value}`,
            added: share(data.plan.achievedAddedPercent, f.percent),
            ofAdded: `${data.plan.achievedAdded.value}/${data.plan.added.value}`,
          })}
        </p>
      </Section>
      <Quarters data={data} />
      <Section title={t('plans:byKpi')}>
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          {data.kpis.map((k) => (
            <div key={k.state}>
              <dt className="text-ink-soft text-note">{t(`actions:kpiState.${k.state}`)}</dt>
              <dd>
                <FigureLink figure={k.actions} bold label={t(`actions:kpiState.${k.state}`)} />
              </dd>
            </div>
          ))}
          <div>
            <dt className="text-ink-soft text-note">{t('plans:count.kpiMissing')}</dt>
            <dd>
              <FigureLink figure={data.kpiMissing} bold label={t('plans:count.kpiMissing')} />
            </dd>
          </div>
        </dl>
      </Section>
    </div>
  );
}

/** What may be put into the plan, beside what is in it. */
function Additions({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  if (!plan.can.addAction?.allowed) return null;
  return (
    <span className="no-print flex flex-wrap gap-2">
      {plan.can.update?.allowed && (
        <Button variant="quiet" onPress={() => setAsks(true)}>
          {t('plans:addTheme')}
        </Button>
      )}
      <ButtonLink to="/actions/new" search={{ planId: plan.id }}>
        {t('actions:new')}
      </ButtonLink>
      {asks && <ThemeDialog plan={plan} onClose={() => setAsks(false)} />}
    </span>
  );
}

const share = (n: number | null, percent: (n: number) => string) => (n === null ? '—' : percent(n));

/** 55 + 21 = 76 = 74 + 2 + 0 + 0, said aloud and held against a count of its own. */
function Sentence({ data }: { data: Summary }) {
  const { t } = useTranslation();
  const p = data.plan;
  const n = (key: 'initial' | 'added' | 'total' | 'achieved' | 'continuing' | 'withdrawn' | 'running') =>
    p[key].value ?? 0;
  return (
    <p className="flex items-baseline gap-1.5 text-ink-soft">
      <Mark tone={p.reconciles ? 'good' : 'bad'} />
      {t(p.reconciles ? 'plans:reconciles' : 'plans:doesNotReconcile', {
        sum: `${n('initial')} + ${n('added')} = ${n('total')}`,
        parts: `${n('achieved')} + ${n('continuing')} + ${n('withdrawn')} + ${n('running')} = ${n('total')}`,
      })}
    </p>
  );
}

/** Progress by quarter: how many milestones were planned and reached. A real grid, a row a year. */
function Quarters({ data }: { data: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const years = [...new Set(data.quarters.map((q) => q.quarter.slice(0, 4)))];
  return (
    <Section title={t('plans:byQuarter')}>
      <section
        className="overflow-x-auto"
        aria-label={t('plans:byQuarter')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="w-full max-w-4xl table-fixed max-sm:min-w-[26rem]">
          <caption className="sr-only">{t('plans:byQuarter')}</caption>
          <thead>
            <tr className="border-line-strong border-b text-ink-soft text-note">
              <th scope="col" className="py-1 text-left font-normal">
                {t('plans:year')}
              </th>
              {[1, 2, 3, 4].map((n) => (
                <th key={n} scope="col" className="px-2 py-1 text-left font-normal">
                  {t('plans:quarterShort', { n })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {years.map((year) => (
              <tr key={year} className="border-line border-b">
                <th scope="row" className="py-1 text-left font-normal">
                  {f.fiscalYear(Number(year))}
                </th>
                {data.quarters
                  .filter((q) => q.quarter.startsWith(year))
                  .map((q) => (
                    <td key={q.quarter} className="px-2 py-1">
                      {q.planned.value ? (
                        <span className="inline-flex items-center gap-1 whitespace-nowrap text-center">
                          {q.past && (q.done.value ?? 0) < q.planned.value && <Mark tone="bad" />}
                          <FigureLink
                            figure={q.done}
                            label={`${quarterWord(t, f, q.quarter)} ${t('plans:count.done')}`}
                          />
                          <span>/</span>
                          <FigureLink
                            figure={q.planned}
                            label={`${quarterWord(t, f, q.quarter)} ${t('plans:count.planned')}`}
                          />
                        </span>
                      ) : (
                        '—'
                      )}
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

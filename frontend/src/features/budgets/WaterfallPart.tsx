import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type BudgetOverview, waterfallOptions } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { Select } from '@/ui/Choice';
import { Waterfall } from '@/ui/chart/Waterfall';
import { FailedState, SkeletonText } from '@/ui/states';
import type { BudgetOverviewProps } from './BudgetOverview';
import { headline } from './model';

/** What moved the total from one year to another, by cause. At first the year of the rise that the page answers about. */
export function WaterfallPart({ overview: o, search, onSearch }: BudgetOverviewProps & { overview: BudgetOverview }) {
  const { t } = useTranslation();
  const f = useFormat();
  const first = headline(o);
  const to = search.to ?? first?.fiscalYear ?? o.currentYear;
  const from = search.from ?? to - 1;
  const { data, error, refetch } = useQuery(waterfallOptions({ from, to, sectionId: search.sectionId }));
  const years = o.years.filter((y) => (y.recurring.planned.value ?? 0) + (y.oneOff.planned.value ?? 0) > 0);
  const options = years.map((y) => ({ value: String(y.fiscalYear), label: f.fiscalYear(y.fiscalYear) }));
  const title = t('budgets:chart.waterfall', { from: f.fiscalYear(from), to: f.fiscalYear(to) });
  return (
    <section className="flex flex-col gap-3" aria-label={title}>
      <div className="no-print flex flex-wrap items-end gap-4">
        <Select
          label={t('budgets:chart.from')}
          value={String(from)}
          onChange={(v) => onSearch({ from: Number(v) })}
          options={options.filter((x) => x.value !== String(to))}
        />
        <Select
          label={t('budgets:chart.to')}
          value={String(to)}
          onChange={(v) => onSearch({ to: Number(v), from: search.from === Number(v) ? undefined : search.from })}
          options={options}
        />
      </div>
      {error && !data ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Waterfall
          id="budgets.waterfall"
          title={title}
          measure={{ kind: 'yen' }}
          from={{ label: f.fiscalYear(data.from), value: data.start.value, href: data.start.rows }}
          to={{
            label: f.fiscalYear(data.to),
            value: data.end.value,
            href: data.end.rows,
            kind: data.to > o.currentYear ? 'forecast' : 'actual',
          }}
          causes={data.steps.map((s) => ({
            key: s.cause,
            label: t(`budgets:cause.${s.cause}`),
            change: s.delta,
            href: s.after.rows || s.before.rows,
          }))}
          note={t('budgets:rounding')}
        />
      ) : (
        <SkeletonText lines={6} />
      )}
    </section>
  );
}

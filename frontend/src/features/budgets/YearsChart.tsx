import { useTranslation } from 'react-i18next';
import type { BudgetOverview, YearView } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { StackedBars } from '@/ui/chart/StackedBars';
import type { Datum, Kind } from '@/ui/chart/types';
import type { BudgetMeasure } from './model';

type Part = 'recurring' | 'oneOff';

/** Recurring and one-off by fiscal year: the hump and the return. What is not yet fact is hatched. */
export function YearsChart({
  overview: o,
  measure,
  title,
  level,
}: {
  overview: BudgetOverview;
  measure: BudgetMeasure;
  title?: string;
  level?: 2 | 3;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const kindOf = (y: YearView): Kind =>
    y.fiscalYear > o.currentYear ? 'forecast' : y.fiscalYear === o.currentYear ? 'actual' : 'past';
  const entered = (part: Part): Datum[] =>
    o.years.map((y) => ({ value: y[part][measure].value, kind: kindOf(y), href: y[part][measure].rows }));
  const ahead = (part: Part): Datum[] =>
    o.years.map((y) => {
      const figure = y[part].forecast;
      // Only the plan has a forecast; a year that has begun has none.
      return measure === 'planned' && y.fiscalYear > o.currentYear
        ? { value: figure.value, kind: 'forecast', href: figure.rows || undefined }
        : { value: 0 };
    });
  const hasAhead = measure === 'planned' && o.years.some((y) => y.fiscalYear > o.currentYear);
  return (
    <StackedBars
      id="budgets.years"
      title={title ?? t('budgets:chart.years')}
      level={level}
      head={t('budgets:chart.head')}
      measure={{ kind: 'yen' }}
      categories={o.years.map((y) => ({
        key: String(y.fiscalYear),
        label: f.fiscalYear(y.fiscalYear),
        tick: f.fiscalYearTick(y.fiscalYear),
        kind: kindOf(y),
      }))}
      series={[
        { key: 'recurring', label: t('budgets:chart.recurring'), look: 2, data: entered('recurring') },
        ...(hasAhead
          ? [
              {
                key: 'recurringAhead',
                label: t('budgets:chart.recurringAhead'),
                look: 4 as const,
                data: ahead('recurring'),
              },
            ]
          : []),
        { key: 'oneOff', label: t('budgets:chart.oneOff'), look: 'second' as const, data: entered('oneOff') },
        ...(hasAhead
          ? [{ key: 'oneOffAhead', label: t('budgets:chart.oneOffAhead'), look: 5 as const, data: ahead('oneOff') }]
          : []),
      ]}
      line={
        o.years.some((y) => (y.systems.value ?? 0) > 1)
          ? {
              label: t('budgets:chart.systems'),
              measure: { kind: 'number' },
              data: o.years.map((y) =>
                y.fiscalYear > o.currentYear ? { value: null } : { value: y.systems.value, href: y.systems.rows },
              ),
            }
          : undefined
      }
      note={[
        t('budgets:scopeNote', { note: f.pick(o.scopeNote, o.scopeNoteEn) }),
        t('budgets:rounding'),
        hasAhead && t('budgets:chart.yearsNote'),
      ]
        .filter(Boolean)
        .join(' ')}
    />
  );
}

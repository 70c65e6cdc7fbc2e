import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type BudgetOverview, deviationsOptions } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { Select } from '@/ui/Choice';
import { HrefLink } from '@/ui/HrefLink';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { FailedState, SkeletonRows } from '@/ui/states';
import type { BudgetOverviewProps } from './BudgetOverview';

const shown = 8;

/** Lines that came to lie far from their initial budget, the largest first, with what their ledgers say. */
export function DeviationTable({ overview: o, search, onSearch }: BudgetOverviewProps & { overview: BudgetOverview }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const year = search.year ?? o.currentYear - 1;
  const { data, error, refetch } = useQuery(deviationsOptions({ fiscalYear: year, sectionId: search.sectionId }));
  const unit = t(`common:yenUnit.${yen}`);
  const cell = 'px-3 py-2 align-top';
  const head = `${cell} font-normal`;
  return (
    <Section
      title={t('budgets:deviations.title')}
      note={
        data && (
          <HrefLink href={data.lines.rows} className="text-accent underline underline-offset-3">
            {t('budgets:deviations.count', { count: data.lines.value ?? 0 })}
          </HrefLink>
        )
      }
    >
      <div className="no-print">
        <Select
          label={t('budgets:field.fiscalYear')}
          value={String(year)}
          onChange={(v) => onSearch({ year: Number(v) })}
          options={o.years
            .filter((y) => y.fiscalYear <= o.currentYear)
            .map((y) => ({ value: String(y.fiscalYear), label: f.fiscalYear(y.fiscalYear) }))}
        />
      </div>
      {error && !data && <FailedState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={5} />}
      {data && data.items.length === 0 && (
        <p className="text-ink-soft">{t('budgets:deviations.none', { percent: data.percent })}</p>
      )}
      {data && data.items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('budgets:deviations.title')} tabIndex={0}>
          <table className="w-full min-w-2xl border-collapse">
            <caption className="pb-2 text-left text-note text-ink-soft">
              {t('budgets:deviations.note', { percent: data.percent })}
            </caption>
            <thead>
              <tr className="border-line-strong border-b text-note text-ink-soft">
                <th scope="col" className={`${head} text-left`}>
                  {t('budgets:deviations.line')}
                </th>
                {(['initial', 'now', 'diff'] as const).map((k) => (
                  <th key={k} scope="col" className={`${head} text-right`}>
                    {t(`budgets:deviations.${k}`)} ({unit})
                  </th>
                ))}
                <th scope="col" className={`${head} text-left`}>
                  {t('budgets:deviations.reason')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.slice(0, shown).map((it) => (
                <tr key={it.id} className="border-line border-b">
                  <td className={cell}>
                    <Link to="/budgets/lines/$id" params={{ id: it.id }}>
                      {it.name}
                    </Link>
                    <span className="block text-note text-ink-soft">{f.pick(it.sectionName, it.sectionNameEn)}</span>
                  </td>
                  <td className={`${cell} num`}>{f.yen(it.initial)}</td>
                  <td className={`${cell} num`}>{f.yen(it.initial + it.deviation)}</td>
                  <td className={`${cell} num whitespace-nowrap font-bold`}>
                    {it.deviation > 0 ? '+' : ''}
                    {f.yen(it.deviation)}
                  </td>
                  <td className={`${cell} max-w-96`}>
                    {it.reasons[0]?.reason ?? (
                      <span className="text-ink-faint">{t('budgets:deviations.noReason')}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}

import { useTranslation } from 'react-i18next';
import type { BudgetOverview } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { usePrefs } from '@/lib/prefs';
import { StatusChip } from '@/ui/StatusChip';
import { fate, off, rate } from './model';

/** Each year that cost more than the year before, and whether it was only for a time. */
export function RiseTable({ overview: o }: { overview: BudgetOverview }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  if (o.rises.length === 0) return <p className="text-ink-soft">{t('budgets:rises.none')}</p>;
  const unit = t(`common:yenUnit.${yen}`);
  const cell = 'px-3 py-2 align-top';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={t('budgets:rises.title')} tabIndex={0}>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-line-strong border-b text-note text-ink-soft">
            <th scope="col" className={`${cell} text-left font-normal`}>
              {t('budgets:rises.year')}
            </th>
            <th scope="col" className={`${cell} text-right font-normal`}>
              {t('budgets:rises.increase')} ({unit})
            </th>
            <th scope="col" className={`${cell} text-right font-normal`}>
              {t('budgets:rises.share')} ({unit})
            </th>
            <th scope="col" className={`${cell} text-left font-normal`}>
              {t('budgets:rises.end')}
            </th>
            <th scope="col" className={`${cell} text-left font-normal`}>
              {t('budgets:rises.result')}
            </th>
          </tr>
        </thead>
        <tbody>
          {o.rises.map((r) => {
            const { key, tone } = fate(r, o.currentYear);
            return (
              <tr key={r.fiscalYear} className="border-line border-b">
                <th scope="row" className={`${cell} whitespace-nowrap text-left font-normal`}>
                  {f.fiscalYear(r.fiscalYear)}
                </th>
                <td className={`${cell} num`}>{f.yen(r.increase)}</td>
                <td className={`${cell} num`}>
                  {f.yen(r.renewalIncrease)}
                  <span className="block text-note text-ink-soft">
                    {rate(r.shareHundredths)}
                    {r.shareHundredths > 100_00 &&
                      ` · ${t('budgets:rises.others', { amount: f.yen(r.increase - r.renewalIncrease) })}`}
                  </span>
                </td>
                <td className={`${cell} whitespace-nowrap`}>{r.endsIn ? f.fiscalYear(r.endsIn) : '—'}</td>
                <td className={cell}>
                  <StatusChip
                    tone={tone}
                    why={
                      r.returned === null || r.returned === undefined
                        ? undefined
                        : t('budgets:rises.why', {
                            before: f.yen(r.recurringBefore),
                            after: f.yen(r.recurringReturn ?? 0),
                            off: off(r.returnHundredths ?? 0),
                          })
                    }
                  >
                    {t(`budgets:rises.${key}`)}
                  </StatusChip>
                  {r.temporary && <span className="block text-note text-ink-soft">{t('budgets:rises.temporary')}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {o.rises.some((r) => r.shareHundredths > 100_00) && (
        <p className="pt-2 text-note text-ink-soft">{t('budgets:rises.shareWhy')}</p>
      )}
    </section>
  );
}

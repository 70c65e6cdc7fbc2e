import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BudgetYear, yearsOptions } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { usePrefs } from '@/lib/prefs';
import { Button } from '@/ui/Button';
import { HrefLink } from '@/ui/HrefLink';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { BudgetNav } from './BudgetNav';
import { rate, statusTone } from './model';
import { type YearAct, YearDialog } from './YearDialog';

/** Which years are closed, does what was carried over arrive, and what is to be settled now? */
export function YearsPage() {
  const { t } = useTranslation();
  const f = useFormat();
  const { yen } = usePrefs();
  const [asked, setAsked] = useState<{ act: YearAct; year: BudgetYear }>();
  const { data, error, refetch } = useQuery(yearsOptions());
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonPage />;
  const unit = t(`common:yenUnit.${yen}`);
  const cell = 'px-2 py-2 align-top';
  const head = `${cell} font-normal text-left`;
  const amount = (fig: BudgetYear['revised']) => (
    <HrefLink href={fig.rows} className="text-ink no-underline hover:underline">
      {f.yen(fig.value ?? 0)}
    </HrefLink>
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('budgets:yearsPage.title')} answer={t('budgets:yearsPage.answer')} />
      <BudgetNav />
      {data.items.length === 0 && <EmptyState title={t('budgets:yearsPage.empty')} />}
      {data.items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('budgets:yearsPage.title')} tabIndex={0}>
          <table className="w-full min-w-4xl border-collapse">
            <thead>
              <tr className="border-line-strong border-b text-note text-ink-soft">
                <th scope="col" className={head}>
                  {t('budgets:yearsPage.year')}
                </th>
                <th scope="col" className={head}>
                  {t('budgets:yearsPage.status')}
                </th>
                {(['revised', 'spent', 'carriedOut', 'unused'] as const).map((k) => (
                  <th key={k} scope="col" className={`${head} text-right`}>
                    {t(`budgets:field.${k}`)} ({unit})
                  </th>
                ))}
                <th scope="col" className={`${head} text-right`}>
                  {t('budgets:field.execution')}
                </th>
                <th scope="col" className={head}>
                  {t('budgets:yearsPage.carry')}
                </th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.items.map((y) => (
                <tr key={y.id} className="border-line border-b">
                  <th scope="row" className={`${cell} whitespace-nowrap text-left`}>
                    {f.fiscalYear(y.fiscalYear)}
                  </th>
                  <td className={cell}>
                    <StatusChip tone={statusTone[y.status]}>{t(`budgets:status.${y.status}`)}</StatusChip>
                    <span className="block text-note text-ink-soft">
                      {y.certifiedOn
                        ? t('budgets:yearsPage.certifiedOn', { on: f.dayShort(y.certifiedOn) })
                        : y.settledOn
                          ? t('budgets:yearsPage.settledOn', { on: f.dayShort(y.settledOn) })
                          : t('budgets:yearsPage.from', { on: f.dayShort(y.settlesFrom) })}
                    </span>
                  </td>
                  <td className={`${cell} num`}>{amount(y.revised)}</td>
                  <td className={`${cell} num`}>{amount(y.spent)}</td>
                  <td className={`${cell} num`}>{amount(y.carriedOut)}</td>
                  <td className={`${cell} num`}>{amount(y.unused)}</td>
                  <td className={`${cell} num`}>{rate(y.execution)}</td>
                  <td className={cell}>
                    {y.carriedOut.value === y.arrived.value ? (
                      <StatusChip tone="good">{t('budgets:yearsPage.matches')}</StatusChip>
                    ) : (
                      <StatusChip tone="bad">
                        {t('budgets:yearsPage.differs', {
                          out: f.yen(y.carriedOut.value ?? 0),
                          in: f.yen(y.arrived.value ?? 0),
                        })}
                      </StatusChip>
                    )}
                  </td>
                  <td className={`${cell} no-print`}>
                    <Acts year={y} onAsk={(act) => setAsked({ act, year: y })} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className="text-note text-ink-soft">{t('budgets:rounding')}</p>
      {asked && <YearDialog act={asked.act} year={asked.year} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

/** What is next for a year; nothing is offered that its day has not come for. */
function Acts({ year: y, onAsk }: { year: BudgetYear; onAsk: (act: YearAct) => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {y.status === 'provisional' && today() >= y.settlesFrom && (
        <Button can={y.can?.settle} variant="main" onPress={() => onAsk('settle')}>
          {t('budgets:act.settle')}
        </Button>
      )}
      {y.status === 'settled' && (
        <Button can={y.can?.settle} onPress={() => onAsk('certify')}>
          {t('budgets:act.certify')}
        </Button>
      )}
      {(y.waiting.value ?? 0) > 0 && (
        <Button can={y.can?.appropriate} onPress={() => onAsk('adopt')}>
          {t('budgets:act.adopt')}
        </Button>
      )}
      {y.can?.settle?.allowed && (
        <Button variant="quiet" onPress={() => onAsk('scope')}>
          {t('budgets:act.scope')}
        </Button>
      )}
    </div>
  );
}

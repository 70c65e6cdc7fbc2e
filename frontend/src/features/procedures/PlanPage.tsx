import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PlanRow, planOptions } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonPage } from '@/ui/states';
import { Share } from './Chips';
import { ProcedureNav } from './ProcedureNav';
import { Rows } from './ShareTable';

const head = 'num py-1 pl-4 font-normal whitespace-nowrap';

/** How do the bureaus get on: what was to be reached by which year, and what was? */
export function PlanPage({ sectionId }: { sectionId?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: plan, error, refetch } = useQuery(planOptions(sectionId ? { sectionId } : {}));
  if (error && !plan) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!plan) return <SkeletonPage />;
  const row = (r: PlanRow, name: string, total = false) => (
    <tr key={r.organisationId ?? 'total'} className={cx('h-9 border-line border-b', total && 'font-bold')}>
      <th scope="row" className={cx('whitespace-nowrap text-left', !total && 'font-normal')}>
        {!total && !sectionId && r.organisationId ? (
          <Link to="/procedures/plan" search={{ sectionId: r.organisationId }}>
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td className="num pl-4">
        <Rows figure={r.total} name={`${name} ${t('procedures:plan.total')}`} />
      </td>
      <td className="num pl-4">
        <Share of={{ ...r.current, low: r.current.percent, high: r.current.percent }} />
      </td>
      <td className="num pl-4">
        <Share of={{ ...r.potential, low: r.potential.percent, high: r.potential.percent }} />
      </td>
      <td className="num pl-4">
        <Rows figure={r.open} name={`${name} ${t('procedures:plan.open')}`} />
      </td>
      <td className={cx('num pl-4', (r.overdue.value ?? 0) > 0 && 'text-bad')}>
        <Rows figure={r.overdue} name={`${name} ${t('procedures:plan.overdue')}`} />
      </td>
      <td className="num pl-4">
        <Rows figure={r.noTarget} name={`${name} ${t('procedures:plan.noTarget')}`} />
      </td>
      {r.cells.map((c) => (
        <td key={c.fy} className="num whitespace-nowrap pl-4">
          {c.planned.value === 0 ? (
            <span className="text-ink-faint">—</span>
          ) : (
            <>
              <Rows figure={c.done} name={`${name} ${f.fiscalYear(c.fy)} ${t('procedures:plan.done')}`} />
              <span className="text-ink-faint"> / </span>
              <Rows figure={c.planned} name={`${name} ${f.fiscalYear(c.fy)} ${t('procedures:plan.planned')}`} />
            </>
          )}
        </td>
      ))}
    </tr>
  );
  const open = plan.total.open.value ?? 0;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('procedures:plan.title')}
        answer={t('procedures:plan.answer', {
          open: f.number(open),
          overdue: f.number(plan.total.overdue.value ?? 0),
          noTarget: f.number(plan.total.noTarget.value ?? 0),
          on: f.day(plan.asOf),
        })}
      />
      <ProcedureNav />
      {sectionId && (
        <p>
          <Link to="/procedures/plan">{t('procedures:plan.wholeCity')}</Link>
        </p>
      )}
      {plan.rows.length === 0 ? (
        <EmptyState title={t('procedures:empty')} hint={t('procedures:emptyHint')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="overflow-x-auto" aria-label={t('procedures:plan.title')} tabIndex={0}>
          <table className="w-full">
            <thead>
              <tr className="border-line-strong border-b text-ink-soft text-note">
                <th scope="col" className="py-1 text-left font-normal">
                  {t('procedures:plan.bureau')}
                </th>
                {(['total', 'now', 'goal', 'open', 'overdue', 'noTarget'] as const).map((k) => (
                  <th key={k} scope="col" className={head}>
                    {t(`procedures:plan.${k}`)}
                  </th>
                ))}
                {plan.years.map((fy) => (
                  <th key={fy} scope="col" className={cx(head, fy === plan.fy && 'font-bold text-ink')}>
                    {f.fiscalYearTick(fy).replace('\n', ' ')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {plan.rows.map((r) => row(r, f.name(r)))}
              {row(plan.total, t('procedures:plan.sum'), true)}
            </tbody>
          </table>
        </section>
      )}
      <p className="max-w-prose text-note text-ink-soft">{t('procedures:plan.cells')}</p>
      <ReachedRow cells={plan.total.cells} />
    </div>
  );
}

/** What was reached in each year, whatever was planned. */
function ReachedRow({ cells }: { cells: PlanRow['cells'] }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-1">
      <span className="text-ink-soft">{t('procedures:plan.reached')}</span>
      {cells
        .filter((c) => (c.reached.value ?? 0) > 0)
        .map((c) => (
          <span key={c.fy}>
            {f.fiscalYear(c.fy)}{' '}
            <Rows figure={c.reached} name={`${f.fiscalYear(c.fy)} ${t('procedures:plan.reached')}`} />
          </span>
        ))}
    </p>
  );
}

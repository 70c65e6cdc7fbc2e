import { useTranslation } from 'react-i18next';
import type { PlanItem } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { Card } from '@/ui/Page';
import { FigureLink } from './FigureLink';
import { PlanState } from './PlanState';

/** A plan in a few figures, each of which opens its actions. */
export function PlanCard({ plan, level = 2 }: { plan: PlanItem; level?: 2 | 3 }) {
  const { t } = useTranslation();
  const f = useFormat();
  const c = plan.tally;
  const Heading = `h${level}` as const;
  const cells = [
    ['initial', c.initial],
    ['added', c.added],
    ['total', c.total],
    ['achieved', c.achieved],
    ['continuing', c.continuing],
    ['withdrawn', c.withdrawn],
    ['running', c.running],
    ...(plan.state === 'approved' ? [['behind', c.behind] as const] : []),
  ] as const;
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <Heading className="text-section">
          <Link to="/plans/$id" params={{ id: plan.id }}>
            {f.name(plan)}
          </Link>{' '}
          <span className="font-normal text-body text-ink-soft">{plan.code}</span>
        </Heading>
        <PlanState plan={plan} />
      </div>
      <p className="text-ink-soft text-note">
        <Link to="/plans/strategies/$id" params={{ id: plan.strategyId }}>
          {f.pick(plan.strategyName, plan.strategyNameEn)}
        </Link>{' '}
        · {f.fiscalYear(plan.fyFrom)}–{f.fiscalYear(plan.fyTo)}
        {plan.approvedOn &&
          ` · ${t('plans:approvedAt', { meeting: plan.approvedMeeting, on: f.day(plan.approvedOn) })}`}
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {cells.map(([key, figure]) => (
          <div key={key}>
            <dt className="text-ink-soft text-note">{t(`plans:count.${key}`)}</dt>
            <dd>
              <FigureLink figure={figure} bold label={t(`plans:count.${key}`)} />
              {key === 'achieved' && plan.tally.achievedPercent !== null && plan.state === 'closed' && (
                <span className="ml-1 text-ink-soft text-note">{f.percent(plan.tally.achievedPercent)}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

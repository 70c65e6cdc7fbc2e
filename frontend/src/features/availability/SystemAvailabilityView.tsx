import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type SystemAvailability, systemAvailabilityOptions } from '@/api/availability';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { figureLink } from '@/lib/figure';
import { Button } from '@/ui/Button';
import { Bullet } from '@/ui/chart/Bullet';
import { Lines } from '@/ui/chart/Lines';
import { FigureTile } from '@/ui/FigureTile';
import { HrefLink } from '@/ui/HrefLink';
import { ButtonLink, Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonText } from '@/ui/states';
import { MonthDays } from './MonthDays';
import { MonthsOfSystem } from './MonthsOfSystem';
import { minutesText, monthBy, percentText, targetText } from './model';
import { Reckoned } from './Reckoned';
import { ReportButton } from './ReportOutage';

export interface SystemAvailabilityProps {
  id: string;
  ending?: string;
  month?: string;
  onSearch: (patch: { ending?: string; month?: string }) => void;
}

/** One system over twelve months: the figure with its minutes, what the target leaves, months, days and incidents. */
export function SystemAvailabilityView({ id, ending, month, onSearch }: SystemAvailabilityProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: me } = useQuery(meOptions());
  const { data: d, error, refetch } = useQuery(systemAvailabilityOptions(id, ending));
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d) return <SkeletonText lines={8} />;
  const last = d.months.at(-1)?.month ?? today().slice(0, 7);
  const findings = holds(me, 'findings:raise');
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-soft">
          {t('availability:period', { from: f.dayShort(d.from), to: f.dayShort(d.to) })} ·{' '}
          {t('common:asOf', { at: f.instant(d.asOf) })}
        </p>
        <span className="no-print flex flex-wrap gap-2">
          <Button icon="left" onPress={() => onSearch({ ending: monthBy(last, -12), month: undefined })}>
            {t('availability:earlier')}
          </Button>
          {last < today().slice(0, 7) && (
            <Button icon="right" onPress={() => onSearch({ ending: monthBy(last, 12), month: undefined })}>
              {t('availability:later')}
            </Button>
          )}
          {findings && d.known && (
            <HrefLink
              href={`/findings/new?systemId=${d.system.id}&title=${encodeURIComponent(t('availability:findingTitle', { name: d.system.name }))}`}
              className="inline-flex min-h-control items-center rounded-part border border-line-strong bg-paper px-3 text-ink no-underline hover:border-accent hover:bg-hover"
            >
              {t('availability:raiseFinding')}
            </HrefLink>
          )}
          <ReportButton system={d.system} can={d.can.report} />
        </span>
      </div>
      {d.known ? <Measured d={d} /> : <Unknown d={d} />}
      <MonthsOfSystem cells={d.months} chosen={month} onChoose={(m) => onSearch({ ending, month: m })} />
      {month && <MonthDays id={id} month={month} />}
      <Trend d={d} />
      <Levels d={d} />
    </div>
  );
}

function Measured({ d }: { d: SystemAvailability }) {
  const { t } = useTranslation();
  const f = useFormat();
  const b = d.budget;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <FigureTile
          label={t('availability:tile.percent')}
          figure={percentText(f, d.total.percent, 3) ?? '—'}
          unit="%"
          tone={b ? (b.usedMs > b.allowedMs ? 'bad' : 'good') : undefined}
          link={{ to: '.', hash: 'minutes' }}
        />
        <FigureTile
          label={t('availability:tile.downtime')}
          figure={minutesText(f, d.total.downtimeMs)}
          unit={t('availability:unit.minutes')}
          link={{ to: '.', hash: 'months', search: true }}
        />
        <FigureTile
          label={t('availability:tile.outages')}
          figure={f.number(d.outages.value ?? 0)}
          unit={t('availability:unit.outages')}
          link={figureLink(d.outages.rows)}
        />
        <FigureTile
          label={t('availability:tile.open')}
          figure={f.number(d.open.value ?? 0)}
          unit={t('availability:unit.outages')}
          tone={d.open.value ? 'bad' : 'good'}
          link={figureLink(d.open.rows)}
        />
      </div>
      {b && (
        <p className="flex flex-wrap items-center gap-3">
          <span>{t('availability:budget')}</span>
          <Bullet
            value={b.usedMs}
            of={b.allowedMs}
            text={t('availability:budgetText', {
              used: minutesText(f, b.usedMs),
              allowed: minutesText(f, b.allowedMs),
            })}
          />
          {b.partial && <span className="text-note text-ink-soft">{t('availability:budgetPartial')}</span>}
        </p>
      )}
      <Reckoned id="minutes" total={d.total} whatIf={d.whatIf} />
    </div>
  );
}

function Unknown({ d }: { d: SystemAvailability }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('availability:unknown')}
      hint={t('availability:unknownHint')}
      action={
        d.can.keep?.allowed && (
          <ButtonLink to="/availability/targets/new" search={{ systemId: d.system.id, systemName: d.system.name }}>
            {t('targets:new')}
          </ButtonLink>
        )
      }
    />
  );
}

/** The fiscal years against the reference line of the city. */
function Trend({ d }: { d: SystemAvailability }) {
  const { t } = useTranslation();
  const f = useFormat();
  const years = d.years.filter((y) => y.measured > 0);
  if (years.length < 2) return null;
  return (
    <Lines
      id="availability-years"
      title={t('availability:trend.title')}
      description={t('availability:trend.description')}
      head={t('availability:trend.head')}
      categories={years.map((y) => ({
        key: String(y.fy),
        label: f.fiscalYear(y.fy),
        tick: f.fiscalYearTick(y.fy),
      }))}
      series={[
        {
          key: 'percent',
          label: t('availability:tile.percent'),
          data: years.map((y) => ({ value: y.percent === null ? null : y.percent / 1_000_000 })),
        },
      ]}
      measure={{ kind: 'percent', places: 3, cut: true }}
      reference={{ label: t('availability:trend.reference'), value: 99.9 }}
      from={99.5}
      to={100}
    />
  );
}

function Levels({ d }: { d: SystemAvailability }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (d.levels.length === 0) return null;
  return (
    <Section
      title={t('targets:title')}
      actions={
        d.can.keep?.allowed && (
          <Link to="/availability/targets/new" search={{ systemId: d.system.id, systemName: d.system.name }}>
            {t('targets:new')}
          </Link>
        )
      }
    >
      <ul className="border-line border-t">
        {d.levels.map((l) => (
          <li key={l.id} className="flex flex-wrap gap-x-4 border-line border-b py-2">
            <Link to="/availability/targets/$id" params={{ id: l.id }}>
              {t('targets:from', { on: f.dayShort(l.validFrom) })}
            </Link>
            <span>{l.calendarId ? f.pick(l.calendarName, l.calendarNameEn) : t('targets:noService')}</span>
            {l.effective !== null && <span>{targetText(f, l.effective)}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type MonthUnfolded, monthOptions } from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { figureLink } from '@/lib/figure';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { FailedState, SkeletonText } from '@/ui/states';
import { lackKey, minutesText, monthText, percentText } from './model';
import { Reckoned } from './Reckoned';

/** One month: its minutes, its days, and what stopped the service in them. */
export function MonthDays({ id, month }: { id: string; month: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: m, error, refetch } = useQuery(monthOptions(id, month));
  if (error && !m) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!m) return <SkeletonText lines={8} />;
  return (
    <Section title={t('availability:monthTitle', { month: monthText(f, month) })}>
      <Reckoned total={m.total} whatIf={m.whatIf} />
      <Days m={m} />
      <Incidents m={m} />
    </Section>
  );
}

function Days({ m }: { m: MonthUnfolded }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ol aria-label={t('availability:days')} className="grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-px">
      {m.days.map((d) => (
        <li
          key={d.date}
          className={cx(
            'flex min-h-14 flex-col border border-line px-1.5 py-1 text-note',
            d.downtimeMs > 0 ? 'bg-bad-soft' : d.agreedSeconds > 0 ? 'bg-paper' : 'bg-sunken text-ink-soft',
          )}
        >
          <span className="flex justify-between gap-1">
            <span className="shrink-0">{Number(d.date.slice(8))}</span>
            <span className="truncate">{f.pick(d.holiday, d.holidayEn)}</span>
          </span>
          <span className="num text-right">
            {d.future ? '' : d.percent === null ? t('availability:closed') : percentText(f, d.percent)}
          </span>
          {d.downtimeMs > 0 && (
            <span className="text-right text-bad">
              ■ {t('availability:minutesDown', { minutes: minutesText(f, d.downtimeMs) })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function Incidents({ m }: { m: MonthUnfolded }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (m.outages.length + m.maintenance.length === 0)
    return <p className="text-ink-soft">{t('availability:nothing')}</p>;
  const all = m.allOutages.value ?? 0;
  return (
    <ul className="border-line border-t">
      {m.outages.map((o) => (
        <li key={o.id} className="flex flex-wrap gap-x-4 border-line border-b py-2">
          <span className="whitespace-nowrap">{f.instant(o.startedAt)}</span>
          <Link to="/availability/outages/$id" params={{ id: o.id }}>
            {o.title}
          </Link>
          <span>
            {o.ongoing
              ? t('availability:ongoing')
              : t('availability:lasted', { minutes: minutesText(f, o.seconds * 1000) })}
          </span>
          {o.share.part !== o.share.whole && <span>{t('availability:share', o.share)}</span>}
          {o.excludedAt && <span className="text-ink-soft">{t('availability:excluded')}</span>}
        </li>
      ))}
      {all > m.outages.length && (
        <li className="border-line border-b py-2">
          <Link {...figureLink(m.allOutages.rows)}>{t('availability:allOutages', { count: all })}</Link>
        </li>
      )}
      {m.maintenance.map((x) => (
        <li key={x.id} className="flex flex-wrap gap-x-4 border-line border-b py-2">
          <span className="whitespace-nowrap">{f.instant(x.startsAt)}</span>
          <Link to="/availability/maintenance/$id" params={{ id: x.id }}>
            {x.title}
          </Link>
          <span>{x.lack ? t(lackKey(x)) : t('availability:plannedWork')}</span>
          {x.overrunSeconds > 0 && (
            <span className="text-bad">
              ■ {t('maintenance:overrun', { minutes: minutesText(f, x.overrunSeconds * 1000) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

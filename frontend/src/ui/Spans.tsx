import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { type Day, daysBetween, isoDay, parseDay } from '@/lib/dates';

export interface Span {
  key: string;
  label: ReactNode;
  from: string;
  to?: string;
  when: 'past' | 'present' | 'future';
  note?: ReactNode;
}

/** The axis of some spans: from the first beginning to the last end, a year beyond today when one has no end. */
export function axisOf(spans: readonly Pick<Span, 'from' | 'to'>[], today: string): { from: string; to: string } {
  const day = parseDay(today) as Day;
  const ahead = isoDay({ ...day, year: day.year + 1, day: Math.min(day.day, 28) });
  const firsts = [today, ...spans.map((s) => s.from)].sort();
  const lasts = [today, ...spans.map((s) => s.to ?? ahead)].sort();
  return { from: firsts[0] ?? today, to: lasts.at(-1) ?? today };
}

/** Who held what from when to when, as a table whose bars only draw the dates beside them: the past grey, the future hatched. */
export function Spans({
  caption,
  head,
  spans,
  today,
}: {
  caption: string;
  head: string;
  spans: Span[];
  today: string;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const axis = axisOf(spans, today);
  const whole = Math.max(1, daysBetween(axis.from, axis.to));
  const at = (on: string) => (daysBetween(axis.from, on) / whole) * 100;
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-left text-ink-soft text-note">
          <th scope="col" className="border-line-strong border-b py-1 pr-3 font-normal">
            {head}
          </th>
          <th scope="col" className="border-line-strong border-b py-1 pr-3 font-normal">
            {t('common:span.period')}
          </th>
          <th scope="col" className="w-2/5 border-line-strong border-b py-1 font-normal max-md:hidden">
            <span className="flex justify-between">
              <span>{f.dayShort(axis.from)}</span>
              <span>{f.dayShort(axis.to)}</span>
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {spans.map((s) => (
          <tr key={s.key} className={cx(s.when === 'past' && 'text-ink-soft')}>
            <th scope="row" className="border-line border-b py-2 pr-3 text-left align-top font-normal">
              {s.label}
            </th>
            <td className="border-line border-b py-2 pr-3 align-top">
              <span className="whitespace-nowrap">{f.dayShort(s.from)}</span>–
              <span className="whitespace-nowrap">{s.to && f.dayShort(s.to)}</span>
              <span className={cx('block text-note', s.when === 'present' ? 'font-bold' : 'text-ink-soft')}>
                {t(`common:span.${s.when}`)}
                {s.note && <> · {s.note}</>}
              </span>
            </td>
            <td className="border-line border-b max-md:hidden" aria-hidden="true">
              <div className="relative h-9 border-line-strong border-x">
                <div
                  className={cx(
                    'bar-fill absolute top-3 h-3',
                    s.when === 'past' ? 'bg-line-strong' : s.when === 'future' ? 'hatch text-accent' : 'bg-accent',
                  )}
                  style={{
                    left: `${at(s.from)}%`,
                    width: `max(3px, ${at(s.to ?? axis.to) - at(s.from)}%)`,
                  }}
                />
                <div className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: `${at(today)}%` }} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

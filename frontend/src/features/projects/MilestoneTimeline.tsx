import { useTranslation } from 'react-i18next';
import type { Milestone } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { today } from '@/lib/dates';
import { placeOf, quartersOf, type Span, spanOf } from './model';

/** The plan as a picture: hollow is the first promise, grey what was re-planned since, hatched the forecast, solid what came.
 *  The table below says the same in figures, so it is hidden from those who hear the page. */
export function MilestoneTimeline({ milestones }: { milestones: Milestone[] }) {
  const { t } = useTranslation();
  const on = today();
  const span = spanOf(milestones, on);
  if (!span) return null;
  return (
    <figure className="max-md:hidden">
      <div aria-hidden="true" className="border border-line bg-paper">
        <div className="grid grid-cols-[14rem_1fr] border-line border-b">
          <span />
          <div className="relative h-6">
            {quartersOf(span).map((q) => (
              <Quarter key={q.key} from={q.from} left={q.left} width={q.width} />
            ))}
          </div>
        </div>
        {milestones.map((m) => (
          <div key={m.id} className="grid grid-cols-[14rem_1fr] border-line border-b last:border-b-0">
            <span className="truncate px-2 py-1.5 text-note">{m.name}</span>
            <Row milestone={m} span={span} today={on} />
          </div>
        ))}
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-4 text-note text-ink-soft">
        {(['first', 'moved', 'current', 'forecast', 'actual'] as const).map((kind) => (
          <span key={kind} className="inline-flex items-center gap-1.5">
            <span className="relative inline-block size-3">
              <Sign kind={kind} left={50} />
            </span>
            {t(`milestones:legend.${kind}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Quarter({ from, left, width }: { from: string; left: number; width: number }) {
  const f = useFormat();
  const [year, month = '1'] = from.split('-');
  const withYear = Number(month) <= 3 || left === 0;
  return (
    <span
      className="absolute inset-y-0 overflow-hidden whitespace-nowrap border-line border-l px-1 text-note text-ink-soft"
      style={{ left: `${left}%`, width: `${width}%` }}
    >
      {width > (withYear ? 5.5 : 3.5) && (withYear ? `${year}/${Number(month)}` : f.month(Number(month)))}
    </span>
  );
}

function Row({ milestone: m, span, today }: { milestone: Milestone; span: Span; today: string }) {
  const place = (day: string | undefined) => (day ? placeOf(day, span) : null);
  const first = place(m.baselineOn);
  const end = place(m.actualOn ?? m.forecastOn ?? m.currentOn);
  const late = first !== null && end !== null && end > first;
  return (
    <div className="relative h-8">
      <span className="absolute inset-y-0 w-px bg-accent" style={{ left: `${placeOf(today, span)}%` }} />
      {first !== null && end !== null && (
        <span
          className={cx('absolute top-1/2 h-0.5 -translate-y-1/2', late ? 'bg-bad' : 'bg-good')}
          style={{ left: `${Math.min(first, end)}%`, width: `${Math.abs(end - first)}%` }}
        />
      )}
      {m.baselines.slice(1).map((b, i, all) => (
        <Sign key={b.at + b.on} kind={i === all.length - 1 ? 'current' : 'moved'} left={placeOf(b.on, span)} />
      ))}
      {first !== null && <Sign kind="first" left={first} />}
      {m.forecastOn && !m.actualOn && <Sign kind="forecast" left={placeOf(m.forecastOn, span)} />}
      {m.actualOn && <Sign kind="actual" left={placeOf(m.actualOn, span)} />}
    </div>
  );
}

const signs = {
  first: 'border-2 border-ink bg-paper rotate-45',
  moved: 'border border-ink-faint bg-sunken rotate-45',
  current: 'bg-ink-soft rotate-45',
  forecast: 'hatch text-accent rotate-45',
  actual: 'bg-ink rounded-full',
};

function Sign({ kind, left }: { kind: keyof typeof signs; left: number }) {
  return (
    <span
      className={cx('bar-fill absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2', signs[kind])}
      style={{ left: `${left}%` }}
    />
  );
}

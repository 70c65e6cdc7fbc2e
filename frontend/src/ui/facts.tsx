import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { BareLink } from './Link';
import { Mark, type Tone } from './StatusChip';

export interface Fact {
  key: string;
  label: string;
  value: ReactNode;
}

/** Label and value, in one or two columns; what is not known says so in its value. */
export function DescriptionList({ facts, columns = 1 }: { facts: Fact[]; columns?: 1 | 2 }) {
  return (
    <dl className={cx('grid gap-x-8', columns === 2 && 'md:grid-cols-2')}>
      {facts.map((f) => (
        <div
          key={f.key}
          className="grid grid-cols-[minmax(5rem,min(30%,11rem))_1fr] gap-2 border-line border-b py-2 max-sm:grid-cols-1 max-sm:gap-0"
        >
          <dt className="text-ink-soft">{f.label}</dt>
          <dd className="min-w-0 whitespace-pre-line">{f.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A person never stands without the post: that is who the city answers with. */
export function PersonPost({
  name,
  post,
  organisation,
  acting,
}: {
  name: string;
  post?: string;
  organisation?: string;
  acting?: string;
}) {
  return (
    <span className="inline-flex flex-col leading-tight">
      <span>{name}</span>
      {(post || organisation) && (
        <span className="text-note text-ink-soft">
          {[organisation, post].filter(Boolean).join(' ')}
          {acting && ` (${acting})`}
        </span>
      )}
    </span>
  );
}

/** The browser's own disclosure: it works before any script and in print stays as it was left. */
export function Disclosure({ summary, children, open }: { summary: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details open={open} className="border-line border-b">
      <summary className="min-h-control py-2 marker:text-ink-faint hover:bg-hover">{summary}</summary>
      <div className="pb-3">{children}</div>
    </details>
  );
}

export interface Step {
  key: string;
  label: string;
  state: 'done' | 'current' | 'next' | 'skipped' | 'failed';
  /** The state in words. */
  word: string;
  /** Planned or actual date, below the word. */
  note?: string;
  link?: Pick<LinkProps, 'to' | 'search' | 'params' | 'hash'>;
}

const stepShape: Record<Step['state'], ReactNode> = {
  done: <circle cx="8" cy="8" r="6.5" fill="currentColor" />,
  current: (
    <>
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor" />
    </>
  ),
  next: <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  skipped: <path d="M2 8h12" stroke="currentColor" strokeWidth="2" />,
  failed: <path d="M2.5 2.5h11v11h-11z" fill="currentColor" />,
};
const stepColour: Record<Step['state'], string> = {
  done: 'text-good',
  current: 'text-accent',
  next: 'text-ink-faint',
  skipped: 'text-ink-faint',
  failed: 'text-bad',
};

/** Under each other on a narrow screen, so that nothing scrolls sideways. */
const stepLook = 'flex flex-col max-lg:min-h-6 max-lg:flex-row max-lg:items-baseline';

/** A text whose days stay on one line: a browser breaks them at their hyphens. */
const wholeDays = (text: string) =>
  text.split(/(\d{4}-\d{2}-\d{2}(?: \(\w+\))?〜?)/).map((part, i) =>
    i % 2 === 1 ? (
      <span key={part} className="whitespace-nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );

/** The gates of a project, or any row of stages: shape, word and date for each, joined by a line. */
export function Stepper({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <ol aria-label={label} className="flex max-lg:flex-col">
      {steps.map((s, i) => {
        const face = (
          <>
            <span className="flex items-center max-lg:pr-2">
              <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className={stepColour[s.state]}>
                {stepShape[s.state]}
              </svg>
              {i < steps.length - 1 && (
                <span className={cx('h-px flex-1 max-lg:hidden', s.state === 'done' ? 'bg-good' : 'bg-line-strong')} />
              )}
            </span>
            <span className="min-w-0 max-lg:flex max-lg:flex-wrap max-lg:items-baseline lg:contents">
              <span className={cx('pr-3', s.state === 'current' && 'font-bold')}>{s.label}</span>
              <span className="pr-3 text-note text-ink-soft">{s.word}</span>
              {s.note && <span className="pr-3 text-note text-ink-soft">{wholeDays(s.note)}</span>}
            </span>
          </>
        );
        return (
          <li
            key={s.key}
            aria-current={s.state === 'current' ? 'step' : undefined}
            className="min-w-24 flex-1 last:flex-none"
          >
            {s.link ? (
              <BareLink {...s.link} className={cx(stepLook, 'text-ink no-underline hover:text-accent')}>
                {face}
              </BareLink>
            ) : (
              <span className={stepLook}>{face}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

export interface TimelineEntry {
  key: string;
  at: string;
  head: ReactNode;
  body?: ReactNode;
  tone?: Tone;
}

/** What happened, newest first as given. */
export function Timeline({ label, entries }: { label: string; entries: TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {entries.map((e) => (
        <li key={e.key} className="grid grid-cols-[9.5rem_1fr] gap-x-4 border-line border-b py-3 max-sm:grid-cols-1">
          <span className="text-ink-soft">{e.at}</span>
          <div className="min-w-0">
            <div className="flex items-center gap-2">
              {e.tone && <Mark tone={e.tone} />}
              {e.head}
            </div>
            {e.body}
          </div>
        </li>
      ))}
    </ol>
  );
}

export interface Bar {
  key: string;
  label: ReactNode;
  value: number;
  /** As it is to be read, with its unit. */
  text: string;
  /** Not yet fact: hatched. */
  forecast?: boolean;
}

/** Amounts side by side, one hue, as a real table: the bar is only a picture of the figure beside it. */
export function Bars({ caption, bars, max }: { caption: string; bars: Bar[]; max?: number }) {
  const top = max ?? Math.max(1, ...bars.map((b) => b.value));
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {bars.map((b) => (
          <tr key={b.key} className="h-7">
            <th scope="row" className="w-px whitespace-nowrap pr-3 text-left font-normal">
              {b.label}
            </th>
            <td>
              <div
                className={cx('bar-fill h-3', b.forecast ? 'hatch text-accent' : 'bg-accent')}
                style={{ width: `${Math.max(0, (b.value / top) * 100)}%` }}
              />
            </td>
            <td className="num w-px whitespace-nowrap pl-3">{b.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemMessage } from '@/i18n/problem';
import { cx } from '@/lib/cx';
import { Button } from './Button';

/** Says what a place is for and the first step. Only for what is truly empty: a failure is a FailedState. */
export function EmptyState({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2 border border-line border-dashed p-6">
      <p className="font-bold text-section">{title}</p>
      {hint && <p className="measure text-ink-soft">{hint}</p>}
      {action}
    </div>
  );
}

/** What happened, what was kept, what to do, and the request number for the operator. */
export function FailedState({ error, onRetry, compact }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const { t } = useTranslation();
  const { title, hint } = problemMessage(t, error);
  const traceId = error instanceof Error && 'traceId' in error ? String(error.traceId) : '';
  return (
    <div
      role="alert"
      className={cx('flex flex-col items-start gap-2 border-bad border-l-4 bg-paper', compact ? 'py-1 pl-3' : 'p-4')}
    >
      <p className="font-bold">{title}</p>
      <p className="measure">{hint}</p>
      {traceId && <p className="select-all text-note text-ink-soft">{t('problem:requestId', { id: traceId })}</p>}
      {onRetry && <Button onPress={onRetry}>{t('problem:retry')}</Button>}
    </div>
  );
}

const bone = 'rounded-part bg-sunken';

/** Lines of text to come; unseen for the first 150 ms. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <div className="after-a-moment flex flex-col gap-2" aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} className={cx(bone, 'h-4', i === lines - 1 ? 'w-1/2' : 'w-full')} />
      ))}
    </div>
  );
}

/** A table to come, with rows of the final height. */
export function SkeletonRows({ rows = 10, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <div className="after-a-moment" aria-hidden="true">
      {Array.from({ length: rows }, (_, r) => (
        <div key={r} className="flex h-row items-center gap-4 border-line border-b px-2">
          {Array.from({ length: columns }, (_, c) => (
            <div key={c} className={cx(bone, 'h-3', c === 0 ? 'w-1/3' : 'flex-1')} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A fact page to come. */
export function SkeletonPage() {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-6" role="status">
      <span className="sr-only">{t('common:loading')}</span>
      <div className={cx(bone, 'after-a-moment h-7 w-80 max-w-full')} aria-hidden="true" />
      <SkeletonText lines={4} />
      <SkeletonRows rows={6} />
    </div>
  );
}

/** Work with a count: "312 / 1,000". */
export function Progress({ label, done, total, note }: { label: string; done: number; total: number; note?: string }) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex justify-between text-note">
        <span>{label}</span>
        <span className="num">{note ?? `${done.toLocaleString()} / ${total.toLocaleString()}`}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
        className="h-2 border border-line-strong bg-paper"
      >
        <div className="bar-fill h-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';

/** The head of every screen: what it answers, the answer in words, the action at the right. */
export function PageHead({
  title,
  code,
  answer,
  actions,
}: {
  title: string;
  code?: string;
  answer?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h1 className="flex flex-wrap items-baseline gap-x-3 text-title">
          {title}
          {code && <span className="font-normal text-body text-ink-soft">{code}</span>}
        </h1>
        {answer && <div className="mt-1 text-ink-soft">{answer}</div>}
      </div>
      {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

/** A titled part of a page. */
export function Section({
  title,
  note,
  actions,
  children,
  className,
  id,
}: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  id?: string;
}) {
  return (
    <section id={id} className={cx('flex flex-col gap-3', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-section">
          {title}
          {note !== undefined && <span className="ml-2 font-normal text-body text-ink-soft">{note}</span>}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** A frame of one line around what belongs together. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('border border-line bg-paper p-4', className)}>{children}</div>;
}

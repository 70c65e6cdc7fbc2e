import { type ReactNode, useState } from 'react';
import { Button, TooltipTrigger } from 'react-aria-components';
import { cx } from '@/lib/cx';
import { Hint } from './IconButton';

/** good 順調 ● · warn 注意 ▲ · bad 要対応 ■ · unknown 不明・期限切れ ◇. Colour never stands alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'unknown';

const shapes: Record<Tone, ReactNode> = {
  good: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  warn: <path d="M6 1 11.5 11H.5z" fill="currentColor" />,
  bad: <path d="M1.5 1.5h9v9h-9z" fill="currentColor" />,
  unknown: <path d="M6 1.2 10.8 6 6 10.8 1.2 6z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};
const colours: Record<Tone, string> = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  unknown: 'text-unknown',
};

/** The shape alone, beside a word. */
export function Mark({ tone }: { tone: Tone }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className={cx('shrink-0', colours[tone])}>
      {shapes[tone]}
    </svg>
  );
}

export interface StatusChipProps {
  tone: Tone;
  /** The word: 順調, 要対応 … */
  children: ReactNode;
  /** The rule, the values, the record, when it was judged: shown on hover, focus and press. */
  why?: ReactNode;
}

export function StatusChip({ tone, children, why }: StatusChipProps) {
  const [open, setOpen] = useState(false);
  const face = (
    <>
      <span className="inline-flex self-center">
        <Mark tone={tone} />
      </span>
      {children}
    </>
  );
  const look = cx('inline-flex items-baseline gap-1.5 whitespace-nowrap', colours[tone]);
  if (!why) return <span className={look}>{face}</span>;
  return (
    <TooltipTrigger delay={200} closeDelay={100} isOpen={open} onOpenChange={setOpen}>
      <Button
        onPress={() => setOpen(true)}
        className={cx(look, 'print-keep rounded-part py-0.5 underline decoration-dotted underline-offset-4')}
      >
        {face}
      </Button>
      <Hint>{why}</Hint>
    </TooltipTrigger>
  );
}

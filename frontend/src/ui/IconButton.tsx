import type { ReactNode, Ref } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { cx } from '@/lib/cx';
import { Icon, type IconName } from './Icon';

export interface IconButtonProps {
  icon: IconName;
  /** Said by screen readers and shown on hover and focus. */
  label: string;
  onPress?: () => void;
  pressed?: boolean;
  expanded?: boolean;
  isDisabled?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, onPress, pressed, expanded, isDisabled, className, ref }: IconButtonProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <Button
        ref={ref}
        onPress={onPress}
        aria-label={label}
        aria-pressed={pressed}
        aria-expanded={expanded}
        isDisabled={isDisabled}
        className={cx(
          'inline-flex size-control items-center justify-center rounded-part text-ink-soft hover:bg-hover hover:text-ink',
          pressed && 'bg-chosen text-accent',
          isDisabled && 'opacity-40',
          className,
        )}
      >
        <Icon name={icon} />
      </Button>
      <Hint>{label}</Hint>
    </TooltipTrigger>
  );
}

/** The box of a tooltip; goes inside a TooltipTrigger. */
export function Hint({ children, placement }: { children: ReactNode; placement?: 'top' | 'right' }) {
  return (
    <Tooltip offset={6} placement={placement} className="max-w-xs rounded-part bg-ink px-2 py-1 text-note text-paper">
      {children}
    </Tooltip>
  );
}

import { type ReactNode, type Ref, useId, useRef, useState } from 'react';
import { Dialog, Popover, Button as Pressable } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '@/api/types';
import { whoCan, whyNot } from '@/i18n/can';
import { cx } from '@/lib/cx';
import { Icon, type IconName } from './Icon';

const base =
  'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-part border text-body min-h-control px-3 ' +
  'transition-colors duration-[120ms] select-none no-underline';
const variants = {
  /** The one act a screen is for. */
  main: 'border-accent bg-accent text-on-accent hover:bg-accent-hover hover:border-accent-hover font-bold',
  plain: 'border-line-strong bg-paper text-ink hover:bg-hover hover:border-accent',
  /** Without a frame: toolbars, rows. */
  quiet: 'border-transparent bg-transparent text-accent hover:bg-hover',
  danger: 'border-bad bg-paper text-bad hover:bg-bad-soft font-bold',
};
const refused = 'border-line bg-sunken text-ink-faint';

export type ButtonVariant = keyof typeof variants;

/** The look of a button, for links that act as one. */
export const buttonClass = (variant: ButtonVariant = 'plain', extra?: string) => cx(base, variants[variant], extra);

export interface ButtonProps {
  children: ReactNode;
  onPress?: () => void;
  variant?: ButtonVariant;
  type?: 'button' | 'submit';
  icon?: IconName;
  /** The verdict of the record's `can`; a refusal explains itself. Undefined means nobody asked: allowed. */
  can?: Verdict;
  /** Says, beside the button, who can. Leave it off in toolbars, where the popover has to do. */
  beside?: boolean;
  /** Work is under way: the button stays, says so, and does nothing twice. */
  busy?: boolean;
  /** Only for what is plainly impossible now and explained elsewhere; otherwise give `can`. */
  isDisabled?: boolean;
  label?: string;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  if (props.can && !props.can.allowed) return <Refused {...props} can={props.can} />;
  return <Plain {...props} />;
}

function Plain({
  children,
  onPress,
  variant = 'plain',
  type = 'button',
  icon,
  busy,
  isDisabled,
  label,
  className,
  ref,
}: ButtonProps) {
  const { t } = useTranslation();
  return (
    <Pressable
      ref={ref}
      // While busy it keeps the focus but neither acts nor submits: a second press is the same wish.
      type={busy ? 'button' : type}
      onPress={busy ? undefined : onPress}
      isDisabled={isDisabled}
      aria-label={label}
      className={cx(base, isDisabled ? refused : variants[variant], busy && 'opacity-70', className)}
    >
      {icon && <Icon name={icon} size={16} />}
      {children}
      {busy && (
        <span role="status" className="sr-only">
          {t('common:busy')}
        </span>
      )}
    </Pressable>
  );
}

/** Stays in the tab order and answers a press with the rule that missed and who could, instead of silence. */
function Refused({ children, icon, can, beside, label, className }: ButtonProps & { can: Verdict }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  const note = useId();
  const who = whoCan(t, can);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <button
        ref={ref}
        type="button"
        aria-disabled="true"
        aria-label={label}
        aria-describedby={note}
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className={cx(base, refused, className)}
      >
        {icon && <Icon name={icon} size={16} />}
        {children}
      </button>
      <span id={note} className={beside ? 'text-note text-ink-soft' : 'sr-only'}>
        {who}
      </span>
      <Popover triggerRef={ref} isOpen={open} onOpenChange={setOpen} placement="bottom start" className={popover}>
        <Dialog aria-label={t('common:can.title')} className="outline-none">
          <CanExplained verdict={can} />
        </Dialog>
      </Popover>
    </span>
  );
}

const popover = 'w-80 max-w-[calc(100vw-2rem)] rounded-part border border-line-strong bg-paper p-4 text-body text-ink';

/** Why not, and who could: the body of every refusal. */
export function CanExplained({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  const why = whyNot(t, verdict);
  return (
    <div className="flex flex-col gap-2">
      <p className="font-bold">{t('common:can.title')}</p>
      {why.length > 0 && (
        <ul className="list-disc pl-5">
          {why.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p>{whoCan(t, verdict)}</p>
      {(verdict.posts?.length ?? 0) > 0 && (
        <ul className="flex flex-col gap-1 border-l-2 border-line pl-3">
          {verdict.posts?.map((p) => (
            <li key={p.id}>{[p.organisationName, p.title].filter(Boolean).join(' ')}</li>
          ))}
        </ul>
      )}
      {verdict.rule !== undefined && (
        <p className="text-note text-ink-faint">{t('common:can.rule', { rule: verdict.rule })}</p>
      )}
    </div>
  );
}

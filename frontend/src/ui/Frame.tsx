import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';

/** What every input takes. */
export interface InputProps {
  label: string;
  help?: string;
  /** What is wrong, in words. */
  error?: string;
  required?: boolean;
  name?: string;
  id?: string;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  /** Hides the label from the eye, for inputs in a row whose heads name them. */
  bare?: boolean;
  className?: string;
}

export interface FrameIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

export const inputClass =
  'w-full min-h-control rounded-part border border-line-strong bg-paper px-2 py-1 text-body text-ink ' +
  'hover:border-accent aria-invalid:border-bad aria-invalid:border-2 [&[readonly]]:bg-sunken disabled:bg-sunken disabled:text-ink-faint';

/** Label, badge, help, then the input, then what is wrong with it: the same grammar for every field. */
export function Frame({
  label,
  help,
  error,
  required,
  bare,
  id: given,
  className,
  group,
  children,
}: InputProps & { group?: boolean; children: (ids: FrameIds) => ReactNode }) {
  const { t } = useTranslation();
  const own = useId();
  const id = given ?? own;
  const ids: FrameIds = {
    id,
    'aria-describedby': [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required && !group ? true : undefined,
  };
  const head = (
    <>
      <span>{label}</span>
      {required && <RequiredBadge>{t('common:required')}</RequiredBadge>}
    </>
  );
  const headClass = bare ? 'sr-only' : 'flex items-center gap-2 font-bold text-body';
  const inner = (
    <>
      {help && (
        <p id={`${id}-help`} className={bare ? 'sr-only' : 'measure text-note text-ink-soft'}>
          {help}
        </p>
      )}
      {children(ids)}
      {error && (
        <p id={`${id}-error`} className="flex gap-1 text-note text-bad">
          <span aria-hidden="true">■</span>
          {error}
        </p>
      )}
    </>
  );
  if (group) {
    return (
      <fieldset
        id={`${id}-group`}
        className={cx('flex min-w-0 flex-col gap-1', className)}
        aria-describedby={ids['aria-describedby']}
      >
        <legend className={cx(headClass, 'mb-1 p-0')}>{head}</legend>
        {inner}
      </fieldset>
    );
  }
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={headClass}>
        {head}
      </label>
      {inner}
    </div>
  );
}

export function RequiredBadge({ children }: { children: ReactNode }) {
  return (
    <span className="whitespace-nowrap rounded-part border border-bad px-1 text-note font-normal leading-[1.4] text-bad">
      {children}
    </span>
  );
}

import { useId } from 'react';
import { cx } from '@/lib/cx';
import { Frame, type InputProps, inputClass } from './Frame';

export interface Option {
  value: string;
  label: string;
  help?: string;
}

export interface SelectProps extends InputProps {
  value: string;
  onChange: (value: string) => void;
  options: Option[];
  /** The words for "none chosen"; without them a choice must stand. */
  placeholder?: string;
}

/** The browser's own list: it opens well on a phone, and every screen reader knows it. */
export function Select(props: SelectProps) {
  const { value, onChange, options, placeholder } = props;
  return (
    <Frame {...props}>
      {(ids) => (
        <select
          {...ids}
          name={props.name}
          value={value}
          onChange={(e) => onChange(e.target.value)}
          disabled={props.isDisabled}
          className={cx(inputClass, 'max-w-96')}
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((o) => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

export interface CheckboxProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  help?: string;
  /** Right of the label, e.g. a count. */
  note?: string;
  id?: string;
  isDisabled?: boolean;
  /** Shown as an on/off switch: for a setting that takes effect at once. */
  asSwitch?: boolean;
}

export function Checkbox({ label, checked, onChange, help, note, id: given, isDisabled, asSwitch }: CheckboxProps) {
  const own = useId();
  const id = given ?? own;
  return (
    <div className="flex min-h-control items-center gap-2">
      <input
        type="checkbox"
        id={id}
        role={asSwitch ? 'switch' : undefined}
        checked={checked}
        disabled={isDisabled}
        onChange={(e) => onChange(e.target.checked)}
        aria-describedby={help ? `${id}-help` : undefined}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1">
        <label htmlFor={id} className="flex min-h-6 items-center">
          {label}
        </label>
        {help && (
          <span id={`${id}-help`} className="block text-note text-ink-soft">
            {help}
          </span>
        )}
      </span>
      {note !== undefined && <span className="num text-note text-ink-faint">{note}</span>}
    </div>
  );
}

export function Switch(props: Omit<CheckboxProps, 'asSwitch'>) {
  return <Checkbox {...props} asSwitch />;
}

export interface RadioGroupProps extends InputProps {
  value: string;
  onChange: (value: string) => void;
  options: Option[];
  /** Side by side, for two or three short words. */
  inline?: boolean;
}

export function RadioGroup(props: RadioGroupProps) {
  const { value, onChange, options, inline } = props;
  return (
    <Frame {...props} group>
      {(ids) => (
        <div className={cx('flex', inline ? 'flex-wrap gap-x-4' : 'flex-col')}>
          {options.map((o, i) => (
            <label
              key={o.value}
              className={cx('flex gap-2', o.help ? 'items-start py-1.5' : 'min-h-control items-center')}
            >
              <input
                type="radio"
                id={i === 0 ? ids.id : undefined}
                name={props.name ?? ids.id}
                value={o.value}
                checked={o.value === value}
                disabled={props.isDisabled}
                aria-invalid={ids['aria-invalid']}
                onChange={() => onChange(o.value)}
                className={cx('size-4 shrink-0 accent-accent', o.help && 'mt-0.5')}
              />
              <span>
                {o.label}
                {o.help && <span className="block text-note text-ink-soft">{o.help}</span>}
              </span>
            </label>
          ))}
        </div>
      )}
    </Frame>
  );
}

/** Several of a handful of options. */
export function CheckboxGroup({
  values,
  onChange,
  options,
  ...props
}: InputProps & { values: string[]; onChange: (values: string[]) => void; options: Option[] }) {
  return (
    <Frame {...props} group>
      {(ids) => (
        <div className="flex flex-wrap gap-x-4">
          {options.map((o, i) => (
            <Checkbox
              key={o.value}
              id={i === 0 ? ids.id : undefined}
              label={o.label}
              checked={values.includes(o.value)}
              isDisabled={props.isDisabled}
              onChange={(on) => onChange(on ? [...values, o.value] : values.filter((v) => v !== o.value))}
            />
          ))}
        </div>
      )}
    </Frame>
  );
}

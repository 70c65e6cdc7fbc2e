import type { HTMLInputAutoCompleteAttribute, Ref } from 'react';
import { cx } from '@/lib/cx';
import { Frame, type InputProps, inputClass } from './Frame';

export interface TextFieldProps extends InputProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  type?: 'text' | 'password' | 'email' | 'search' | 'tel';
  inputMode?: 'text' | 'numeric' | 'decimal';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  autoFocus?: boolean;
  maxLength?: number;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps) {
  const {
    value,
    onChange,
    onBlur,
    type = 'text',
    inputMode,
    autoComplete = 'off',
    autoFocus,
    maxLength,
    placeholder,
    ref,
  } = props;
  return (
    <Frame {...props}>
      {(ids) => (
        <input
          {...ids}
          ref={ref}
          type={type}
          name={props.name}
          value={value}
          onChange={(e) => onChange(e.target.value)}
          onBlur={onBlur}
          inputMode={inputMode}
          autoComplete={autoComplete}
          // biome-ignore lint/a11y/noAutofocus: only the first field of a page that is nothing but a form asks for it
          autoFocus={autoFocus}
          maxLength={maxLength}
          placeholder={placeholder}
          disabled={props.isDisabled}
          readOnly={props.isReadOnly}
          className={cx(inputClass, widthFor(maxLength))}
        />
      )}
    </Frame>
  );
}

/** The width of a field tells how much it expects. */
const widthFor = (maxLength: number | undefined) =>
  maxLength === undefined || maxLength > 200
    ? undefined
    : maxLength <= 10
      ? 'max-w-40'
      : maxLength <= 40
        ? 'max-w-64'
        : maxLength <= 100
          ? 'max-w-96'
          : 'max-w-2xl';

export interface TextAreaProps extends InputProps {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  maxLength?: number;
}

export function TextArea(props: TextAreaProps) {
  const { value, onChange, rows = 4, maxLength } = props;
  return (
    <Frame {...props}>
      {(ids) => (
        <textarea
          {...ids}
          name={props.name}
          value={value}
          onChange={(e) => onChange(e.target.value)}
          rows={rows}
          maxLength={maxLength}
          disabled={props.isDisabled}
          readOnly={props.isReadOnly}
          className={cx(inputClass, 'field-sizing-content max-h-[60vh] py-2')}
        />
      )}
    </Frame>
  );
}

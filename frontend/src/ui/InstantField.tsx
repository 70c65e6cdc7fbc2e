import { inJapan } from '@/lib/dates';
import { Frame, type InputProps, inputClass } from './Frame';

/** A day and a time in Japan, as the browser picks them; the value is an instant. */
export function InstantField(props: InputProps & { value: string; onChange: (value: string) => void }) {
  const { on, at } = props.value ? inJapan(props.value) : { on: '', at: '' };
  return (
    <Frame {...props}>
      {(ids) => (
        <input
          {...ids}
          type="datetime-local"
          name={props.name}
          value={on && `${on}T${at}`}
          onChange={(e) => props.onChange(e.target.value && `${e.target.value.slice(0, 16)}:00+09:00`)}
          disabled={props.isDisabled}
          readOnly={props.isReadOnly}
          className={`${inputClass} max-w-64`}
        />
      )}
    </Frame>
  );
}

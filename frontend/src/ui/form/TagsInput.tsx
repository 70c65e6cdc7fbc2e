import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../Button';
import { Frame, type InputProps, inputClass } from '../Frame';
import { IconButton } from '../IconButton';

/** A list of short words: Enter, 、 or a comma ends one. */
export function TagsInput({
  values,
  onChange,
  ...props
}: InputProps & { values: string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const add = (raw: string) => {
    const words = raw
      .split(/[,、,\n]/)
      .map((w) => w.trim())
      .filter((w) => w && !values.includes(w));
    if (words.length > 0) onChange([...values, ...new Set(words)]);
    setText('');
  };
  return (
    <Frame {...props}>
      {(ids) => (
        <div className="flex flex-col gap-2">
          {values.length > 0 && (
            <ul className="flex flex-wrap gap-1">
              {values.map((v) => (
                <li key={v} className="flex items-center rounded-part border border-line pl-2">
                  {v}
                  {!props.isDisabled && (
                    <IconButton
                      icon="close"
                      label={t('common:takeOut', { name: v })}
                      onPress={() => onChange(values.filter((x) => x !== v))}
                    />
                  )}
                </li>
              ))}
            </ul>
          )}
          <span className="flex max-w-96 gap-2">
            <input
              {...ids}
              value={text}
              disabled={props.isDisabled}
              autoComplete="off"
              onChange={(e) => (/[,、,]$/.test(e.target.value) ? add(e.target.value) : setText(e.target.value))}
              onKeyDown={(e) => {
                // Enter that only confirms a kana conversion must not end the word.
                if (e.key !== 'Enter' || e.nativeEvent.isComposing) return;
                e.preventDefault();
                add(text);
              }}
              onBlur={() => text && add(text)}
              className={inputClass}
            />
            <Button onPress={() => add(text)}>{t('common:add')}</Button>
          </span>
        </div>
      )}
    </Frame>
  );
}

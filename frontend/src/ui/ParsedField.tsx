import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { inJapan } from '@/lib/dates';
import { formatDay, readDay } from '@/lib/era';
import { formatFiscalYear, readFiscalYear } from '@/lib/fiscal';
import { usePrefs } from '@/lib/prefs';
import { formatYen, minus, readYen, yenUnitFor } from '@/lib/yen';
import { Frame, type InputProps, inputClass } from './Frame';
import { IconButton } from './IconButton';

/** A value, or the very text that could not be read as one: what somebody typed is never thrown away. */
export type Parsed<T> = T | string | null;

interface ParsedProps<T> extends InputProps {
  value: Parsed<T>;
  onChange: (value: Parsed<T>) => void;
  parse: (text: string) => T | null;
  show: (value: T) => string;
  /** Said below the input about the value it holds. */
  echo?: (value: T) => string;
  /** The rule named when the text can't be read. */
  rule: 'not_number' | 'not_yen' | 'not_day' | 'not_time';
  isValue: (value: Parsed<T>) => value is T;
  inputMode?: 'numeric' | 'decimal' | 'text';
  inputWidth?: string;
  align?: 'right';
  after?: ReactNode;
}

function ParsedField<T>(props: ParsedProps<T>) {
  const { value, onChange, parse, show, echo, rule, isValue, inputMode, inputWidth, align, after } = props;
  const { t } = useTranslation();
  const [typing, setTyping] = useState<string | null>(null);
  const text = typing ?? (isValue(value) ? show(value) : (value ?? ''));
  const unread = typing === null && !isValue(value) && Boolean(value);
  return (
    <Frame {...props} error={props.error ?? (unread ? t(`problem:rule.${rule}`) : undefined)}>
      {(ids) => (
        <>
          <span className={cx('flex items-center gap-1', inputWidth)}>
            <input
              {...ids}
              name={props.name}
              value={String(text)}
              inputMode={inputMode}
              autoComplete="off"
              disabled={props.isDisabled}
              readOnly={props.isReadOnly}
              onChange={(e) => {
                setTyping(e.target.value);
                const v = e.target.value.trim();
                onChange(v === '' ? null : (parse(v) ?? v));
              }}
              onBlur={() => setTyping(null)}
              className={cx(inputClass, align === 'right' && 'num')}
            />
            {after}
          </span>
          {echo && isValue(value) && <span className="text-note text-ink-soft">{echo(value)}</span>}
        </>
      )}
    </Frame>
  );
}

const isNumber = (v: Parsed<number>): v is number => typeof v === 'number';

function readNumber(text: string): number | null {
  const s = text.normalize('NFKC').replace(/[,\s]/g, '');
  return /^[-−]?\d+(\.\d+)?$/.test(s) ? Number(s.replace('−', '-')) : null;
}

export interface NumberFieldProps extends InputProps {
  value: Parsed<number>;
  onChange: (value: Parsed<number>) => void;
  unit?: string;
}

export function NumberField({ unit, ...props }: NumberFieldProps) {
  return (
    <ParsedField
      {...props}
      parse={readNumber}
      show={(n) => minus(n.toLocaleString('ja-JP'))}
      rule="not_number"
      isValue={isNumber}
      inputMode="decimal"
      inputWidth="w-48"
      align="right"
      after={unit && <span className="whitespace-nowrap">{unit}</span>}
    />
  );
}

/** Whole yen; reads 1,200万円 and 250千円 too, and says the amount back in the largest handy unit. */
export function YenField(props: Omit<NumberFieldProps, 'unit'>) {
  const { t } = useTranslation();
  return (
    <ParsedField
      {...props}
      parse={readYen}
      show={(n) => minus(n.toLocaleString('ja-JP'))}
      echo={(n) => {
        const unit = yenUnitFor(n);
        return unit === 'yen' ? '' : t(`common:yen.${unit}`, { amount: formatYen(n, unit) });
      }}
      rule="not_yen"
      isValue={isNumber}
      inputMode="text"
      inputWidth="w-64"
      align="right"
      after={<span className="whitespace-nowrap">{t('common:yenUnit.yen')}</span>}
    />
  );
}

export function FiscalYearField(props: Omit<NumberFieldProps, 'unit'>) {
  const { i18n } = useTranslation();
  return (
    <ParsedField
      {...props}
      parse={readFiscalYear}
      show={String}
      echo={(n) => formatFiscalYear(n, 'both', i18n.language)}
      rule="not_number"
      isValue={isNumber}
      inputMode="text"
      inputWidth="w-40"
    />
  );
}

export interface DateFieldProps extends InputProps {
  /** "YYYY-MM-DD", or the text that could not be read. */
  value: string | null;
  onChange: (value: string | null) => void;
}

const isDay = (v: string | null): v is string => v !== null && readDay(v) === v;

/** Reads 2026-04-01, R8.4.1 and 令和8年4月1日, and says the day back in the other calendar with its weekday. */
export function DateField(props: DateFieldProps) {
  const { t, i18n } = useTranslation();
  const { era } = usePrefs();
  const picker = useRef<HTMLInputElement>(null);
  const value = props.value || null;
  const echo = (on: string) => {
    const weekday = new Date(`${on}T00:00:00+09:00`).toLocaleDateString(i18n.language, {
      weekday: 'short',
      timeZone: 'Asia/Tokyo',
    });
    return `${formatDay(on, era === 'seireki' ? 'seireki' : 'both', i18n.language)} (${weekday})`;
  };
  return (
    <ParsedField<string>
      {...props}
      value={value}
      onChange={(v) => props.onChange(v)}
      parse={readDay}
      show={(on) => on}
      echo={echo}
      rule="not_day"
      isValue={isDay}
      inputWidth="w-56"
      after={
        !props.isReadOnly &&
        !props.isDisabled && (
          <span className="relative">
            <IconButton
              icon="calendar"
              label={t('common:openCalendar', { label: props.label })}
              onPress={() => picker.current?.showPicker()}
            />
            {/* The browser's own calendar, opened by the button; typing goes to the field beside it. */}
            <input
              ref={picker}
              type="date"
              tabIndex={-1}
              aria-hidden="true"
              value={isDay(value) ? value : ''}
              onChange={(e) => props.onChange(e.target.value || null)}
              className="pointer-events-none absolute inset-0 opacity-0"
            />
          </span>
        )
      }
    />
  );
}

const readTime = (text: string): string | null => {
  const m = /^([01]?\d|2[0-4]):?([0-5]\d)$/.exec(text.normalize('NFKC').trim());
  return m ? `${m[1]?.padStart(2, '0')}:${m[2]}` : null;
};

const isTime = (v: string | null): v is string => v !== null && readTime(v) === v;

/** "HH:MM". */
export function TimeField(props: DateFieldProps) {
  return (
    <ParsedField<string>
      {...props}
      value={props.value || null}
      onChange={(v) => props.onChange(v)}
      parse={readTime}
      show={(v) => v}
      rule="not_time"
      isValue={isTime}
      inputWidth="w-28"
      inputMode="numeric"
    />
  );
}

/** Today in Japan, for defaults of date fields. */
export const todayInJapan = () => inJapan(new Date()).on;

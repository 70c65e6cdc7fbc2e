import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { inJapan } from '@/lib/dates';
import { formatDay, formatDayShort } from '@/lib/era';
import { formatFiscalYear, formatFiscalYearTick } from '@/lib/fiscal';
import { type Prefs, usePrefs } from '@/lib/prefs';
import { formatYen, minus, type YenUnit } from '@/lib/yen';

export interface Format {
  lang: 'ja' | 'en';
  /** A day in words. */
  day: (on: string | undefined) => string;
  /** A day for a table cell. */
  dayShort: (on: string | undefined) => string;
  /** An instant as day and minute in Japan. */
  instant: (at: string | undefined) => string;
  /** A month by itself, for an axis: 4月, Apr. */
  month: (n: number) => string;
  fiscalYear: (fy: number) => string;
  /** A fiscal year for an axis; a line break makes two lines. */
  fiscalYearTick: (fy: number) => string;
  /** The bare figure in the reader's unit, or the one given. */
  yen: (yen: number, unit?: YenUnit) => string;
  number: (n: number, places?: number) => string;
  percent: (n: number, places?: number) => string;
  /** The English name for English readers where there is one. */
  name: (record: { name?: string; title?: string; nameEn?: string; titleEn?: string }) => string;
  /** Picks between two stored wordings, e.g. pick(r.ownerName, r.ownerNameEn). */
  pick: (ja: string | undefined, en: string | undefined) => string;
}

export function makeFormat({ lang, era, yen: unit }: Pick<Prefs, 'lang' | 'era' | 'yen'>): Format {
  const pick = (ja?: string, en?: string) => (lang === 'en' && en ? en : (ja ?? ''));
  const locale = lang === 'en' ? 'en-GB' : 'ja-JP';
  const number = (n: number, places = 0) =>
    minus(n.toLocaleString(locale, { minimumFractionDigits: places, maximumFractionDigits: places }));
  return {
    lang,
    pick,
    number,
    day: (on) => (on ? formatDay(on, era, lang) : ''),
    dayShort: (on) => (on ? formatDayShort(on, era, lang) : ''),
    instant: (at) => {
      if (!at) return '';
      const { on, at: time } = inJapan(at);
      return `${formatDayShort(on, era, lang)} ${time}`;
    },
    month: (n) => new Date(Date.UTC(2000, n - 1, 1)).toLocaleDateString(locale, { month: 'short', timeZone: 'UTC' }),
    fiscalYear: (fy) => formatFiscalYear(fy, era, lang),
    fiscalYearTick: (fy) => formatFiscalYearTick(fy, era, lang),
    yen: (n, u) => formatYen(n, u ?? unit),
    percent: (n, places = 0) => `${number(n, places)}%`,
    name: (r) => pick(r.name ?? r.title, r.nameEn ?? r.titleEn),
  };
}

/** Dates, money and names in the reader's language, era and unit. */
export function useFormat(): Format {
  const { era, yen } = usePrefs();
  const { i18n } = useTranslation();
  const lang = i18n.language === 'en' ? 'en' : 'ja';
  return useMemo(() => makeFormat({ lang, era, yen }), [lang, era, yen]);
}

import { isDay, isoDay, parseDay } from './dates';

/** How the reader wants years: by the era, by the western calendar, or both. */
export type EraStyle = 'wareki' | 'seireki' | 'both';

export interface Era {
  name: string;
  letter: string;
  roman: string;
  from: string;
}

const first: Era = { name: '明治', letter: 'M', roman: 'Meiji', from: '1868-01-25' };

/** Newest first, so that the first era whose start lies on or before a day is its era. */
const eras: Era[] = [
  { name: '令和', letter: 'R', roman: 'Reiwa', from: '2019-05-01' },
  { name: '平成', letter: 'H', roman: 'Heisei', from: '1989-01-08' },
  { name: '昭和', letter: 'S', roman: 'Showa', from: '1926-12-25' },
  { name: '大正', letter: 'T', roman: 'Taisho', from: '1912-07-30' },
  first,
];

/** The era of a day and the year in it (1 = 元年). */
export function eraOf(on: string): { era: Era; year: number } {
  const era = eras.find((e) => e.from <= on) ?? first;
  return { era, year: Number(on.slice(0, 4)) - Number(era.from.slice(0, 4)) + 1 };
}

export const eraYear = (year: number) => (year === 1 ? '元' : String(year));

/** A day in words: 令和8年4月1日 · 2026年4月1日 · both; in English "1 Apr 2026 (Reiwa 8)". Text that is no day comes back as it is. */
export function formatDay(on: string, style: EraStyle, lang: string): string {
  const d = parseDay(on);
  if (!d) return on;
  const { era, year } = eraOf(on);
  if (lang.startsWith('en')) {
    const western = `${d.day} ${months[d.month - 1]} ${d.year}`;
    return style === 'seireki' ? western : `${western} (${era.roman} ${year})`;
  }
  const rest = `${d.month}月${d.day}日`;
  if (style === 'seireki') return `${d.year}年${rest}`;
  if (style === 'wareki') return `${era.name}${eraYear(year)}年${rest}`;
  return `${d.year}年(${era.name}${eraYear(year)}年)${rest}`;
}

/** The narrow form for tables: R8.4.1 · 2026-04-01 · "2026-04-01 (R8)". */
export function formatDayShort(on: string, style: EraStyle, lang: string): string {
  const d = parseDay(on);
  if (!d) return on;
  const { era, year } = eraOf(on);
  if (style === 'seireki') return on;
  if (style === 'both' || lang.startsWith('en')) return `${on} (${era.letter}${year})`;
  return `${era.letter}${year}.${d.month}.${d.day}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads 2026-04-01, 2026/4/1, 20260401, 2026年4月1日, R8.4.1, 令和8年4月1日 and 平成元年…, in full or half width.
 *  An era that has ended still reads on (平成31年5月1日 stands in old plans). Null when it is no day. */
export function readDay(text: string): string | null {
  const s = text.normalize('NFKC').trim().replace(/\s+/g, '');
  const western = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/.exec(s) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(s);
  if (western) return toIso(Number(western[1]), western[2], western[3]);
  const jp = /^(令和|平成|昭和|大正|明治|[RHSTM])(元|\d{1,2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/i.exec(s);
  if (!jp) return null;
  const era = eras.find((e) => e.name === jp[1] || e.letter === jp[1]?.toUpperCase());
  if (!era) return null;
  const n = jp[2] === '元' ? 1 : Number(jp[2]);
  const on = n < 1 ? null : toIso(Number(era.from.slice(0, 4)) + n - 1, jp[3], jp[4]);
  return on && on >= era.from ? on : null;
}

function toIso(year: number, month: string | undefined, day: string | undefined): string | null {
  const d = { year, month: Number(month), day: Number(day) };
  return isDay(d) ? isoDay(d) : null;
}

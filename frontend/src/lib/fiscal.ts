import { today } from './dates';
import { type EraStyle, eraYear } from './era';

/** The fiscal year (April to March) that a day falls in: 2019-03-31 → 2018. */
export function fiscalYearOf(on: string): number {
  return Number(on.slice(5, 7)) >= 4 ? Number(on.slice(0, 4)) : Number(on.slice(0, 4)) - 1;
}

/** 1 = April to June … 4 = January to March. */
export function quarterOf(on: string): number {
  return Math.floor(((Number(on.slice(5, 7)) + 8) % 12) / 3) + 1;
}

/** The era label of a fiscal year. By the ministries' agreement FY2019 is 令和元年度 as a whole in documents of 2019-05-01 and
 *  later; as of an earlier day it, and every year after it, is still a year of 平成. */
export function fiscalEra(fy: number, asOf: string = today()): { name: string; roman: string; year: number } {
  if (fy >= 2019 && asOf >= '2019-05-01') return { name: '令和', roman: 'Reiwa', year: fy - 2018 };
  if (fy >= 1989) return { name: '平成', roman: 'Heisei', year: fy - 1988 };
  return { name: '昭和', roman: 'Showa', year: fy - 1925 };
}

/** 令和8年度 · 2026年度 · 2026年度(令和8年度); in English "FY2026 (Reiwa 8)". */
export function formatFiscalYear(fy: number, style: EraStyle, lang: string, asOf?: string): string {
  const era = fiscalEra(fy, asOf);
  if (lang.startsWith('en')) return style === 'seireki' ? `FY${fy}` : `FY${fy} (${era.roman} ${era.year})`;
  const jp = `${era.name}${eraYear(era.year)}年度`;
  if (style === 'wareki') return jp;
  return style === 'seireki' ? `${fy}年度` : `${fy}年度(${jp})`;
}

/** For an axis, in one line or two: R8 · 2026 · "2026" over "R8"; in English FY2026 over R8. */
export function formatFiscalYearTick(fy: number, style: EraStyle, lang: string, asOf?: string): string {
  const { roman, year } = fiscalEra(fy, asOf);
  const era = `${roman[0]}${lang.startsWith('en') ? year : eraYear(year)}`;
  const western = lang.startsWith('en') ? `FY${fy}` : String(fy);
  if (style === 'seireki') return western;
  return style === 'wareki' && !lang.startsWith('en') ? era : `${western}\n${era}`;
}

/** Reads 2019, 2019年度, FY2019, 令和元年度, R1, 平成31年度, 平成32年度 (plans older than the era change). Null when it is none. */
export function readFiscalYear(text: string): number | null {
  const s = text.normalize('NFKC').trim().replace(/\s+/g, '');
  const western = /^(?:FY)?(\d{4})(?:年度?)?$/i.exec(s);
  if (western) return Number(western[1]);
  const jp = /^(令和|平成|昭和|[RHS])(元|\d{1,2})(?:年度?)?$/i.exec(s);
  if (!jp) return null;
  const n = jp[2] === '元' ? 1 : Number(jp[2]);
  if (n < 1) return null;
  const letter = { 令和: 'R', 平成: 'H', 昭和: 'S' }[jp[1] ?? ''] ?? jp[1]?.toUpperCase();
  return n + (letter === 'R' ? 2018 : letter === 'H' ? 1988 : 1925);
}

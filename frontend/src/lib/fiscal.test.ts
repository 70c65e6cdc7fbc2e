import { describe, expect, it } from 'vitest';
import { daysBetween, inJapan, parseDay, today } from './dates';
import { eraOf, formatDay, formatDayShort, readDay } from './era';
import { fiscalYearOf, formatFiscalYear, formatFiscalYearTick, quarterOf, readFiscalYear } from './fiscal';
import { formatYen, readYen } from './yen';

describe('fiscal year', () => {
  it.each([
    ['2018-03-31', 2017],
    ['2018-04-01', 2018],
    ['2018-05-24', 2018],
    ['2019-04-30', 2019],
    ['2020-03-31', 2019],
  ])('%s falls in FY%i', (on, fy) => expect(fiscalYearOf(on)).toBe(fy));

  it.each([
    [2018, undefined, '平成30年度'],
    [2019, undefined, '令和元年度'],
    [2019, '2019-04-30', '平成31年度'],
    [2020, '2019-04-30', '平成32年度'],
    [2020, undefined, '令和2年度'],
    [1989, undefined, '平成元年度'],
    [1988, undefined, '昭和63年度'],
  ])('FY%i as of %s is %s', (fy, asOf, label) => expect(formatFiscalYear(fy, 'wareki', 'ja', asOf)).toBe(label));

  it('shows both calendars, and English', () => {
    expect(formatFiscalYear(2018, 'both', 'ja')).toBe('2018年度(平成30年度)');
    expect(formatFiscalYear(2026, 'seireki', 'ja')).toBe('2026年度');
    expect(formatFiscalYear(2026, 'both', 'en')).toBe('FY2026 (Reiwa 8)');
  });

  it('is short on an axis', () => {
    expect(formatFiscalYearTick(2019, 'wareki', 'ja')).toBe('R元');
    expect(formatFiscalYearTick(2018, 'both', 'ja')).toBe('2018\nH30');
    expect(formatFiscalYearTick(2026, 'seireki', 'ja')).toBe('2026');
    expect(formatFiscalYearTick(2026, 'wareki', 'en')).toBe('FY2026\nR8');
  });

  it.each([
    ['平成31年度', 2019],
    ['平成32年度', 2020],
    ['令和元年度', 2019],
    ['R8', 2026],
    ['2020年度', 2020],
    ['FY2017', 2017],
    ['平成27年度', 2015],
    ['昭和', null],
  ])('reads %s', (text, fy) => expect(readFiscalYear(text)).toBe(fy));

  it('counts quarters from April', () =>
    expect(['2018-04-01', '2018-09-30', '2018-12-31', '2019-01-01'].map(quarterOf)).toEqual([1, 2, 3, 4]));
});

describe('days and eras', () => {
  it.each([
    ['2019-04-30', '平成31年4月30日'],
    ['2019-05-01', '令和元年5月1日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1989-01-08', '平成元年1月8日'],
  ])('%s is %s', (on, label) => {
    expect(formatDay(on, 'wareki', 'ja')).toBe(label);
    expect(readDay(label)).toBe(on);
  });

  it.each([
    ['2026-04-01', '2026-04-01'],
    ['2026/4/1', '2026-04-01'],
    ['20260401', '2026-04-01'],
    ['R8.4.1', '2026-04-01'],
    ['令和8年4月1日', '2026-04-01'],
    ['令和8年4月1日', '2026-04-01'],
    ['r8-4-1', '2026-04-01'],
    ['平成31年5月1日', '2019-05-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['令和元年4月30日', null],
    ['2026-02-29', null],
    ['R0.1.1', null],
    ['あした', null],
  ])('reads %s', (text, on) => expect(readDay(text)).toBe(on));

  it('has narrow forms and English', () => {
    expect(formatDayShort('2026-04-01', 'wareki', 'ja')).toBe('R8.4.1');
    expect(formatDayShort('2026-04-01', 'both', 'ja')).toBe('2026-04-01 (R8)');
    expect(formatDay('2026-04-01', 'both', 'en')).toBe('1 Apr 2026 (Reiwa 8)');
    expect(formatDay('2026-04-01', 'both', 'ja')).toBe('2026年(令和8年)4月1日');
    expect(eraOf('2019-05-01').year).toBe(1);
  });

  it('shows instants in Japan', () => {
    expect(inJapan('2026-03-31T15:00:00Z')).toEqual({ on: '2026-04-01', at: '00:00' });
    expect(today(new Date('2026-11-22T14:59:59Z'))).toBe('2026-11-22');
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(parseDay('2026-2-8')).toBeNull();
  });
});

describe('money', () => {
  it.each([
    [1_234_500, 'thousand', '1,235'],
    [1_234_499, 'thousand', '1,234'],
    [-1_500, 'thousand', '−2'],
    [-400, 'thousand', '0'],
    [555_000_000, 'million', '555'],
    [150_000_000, 'oku', '1.5'],
    [14_999_999, 'oku', '0.1'],
    [15_000_000, 'oku', '0.2'],
    [1_234, 'yen', '1,234'],
  ] as const)('%i in %s is %s', (yen, unit, text) => expect(formatYen(yen, unit)).toBe(text));

  it.each([
    ['1,234', 1234],
    ['1,234円', 1234],
    ['3億円', 300_000_000],
    ['1.5億', 150_000_000],
    ['3,000万円', 30_000_000],
    ['250千円', 250_000],
    ['△12百万円', -12_000_000],
    ['1.5', null],
    ['', null],
    ['多い', null],
  ])('reads %s', (text, yen) => expect(readYen(text)).toBe(yen));
});

import { describe, expect, it } from 'vitest';
import { makeFormat } from '@/i18n/format';
import {
  exceptionsText,
  lastDayOf,
  minutesText,
  monthBy,
  percentText,
  readExceptions,
  readWeek,
  targetText,
  weekText,
} from './model';

const f = makeFormat({ lang: 'ja', era: 'seireki', yen: 'yen' });

describe('figures of availability', () => {
  it('are cut and never rounded up', () => {
    expect(percentText(f, 99_861_111)).toBe('99.86');
    expect(percentText(f, 99_999_999)).toBe('99.99');
    expect(percentText(f, 99_791_666, 3)).toBe('99.791');
    expect(percentText(f, 100_000_000)).toBe('100');
    expect(percentText(f, 99_375_000, 3)).toBe('99.375');
    expect(percentText(f, null)).toBeNull();
  });
  it('say targets and minutes as people do', () => {
    expect(targetText(f, 999_000)).toBe('99.9%');
    expect(targetText(f, 999_500)).toBe('99.95%');
    expect(minutesText(f, 5_400_000)).toBe('90');
    expect(minutesText(f, 1)).toBe('0.1');
  });
  it('go from month to month', () => {
    expect(monthBy('2026-01', -1)).toBe('2025-12');
    expect(monthBy('2025-12', 1)).toBe('2026-01');
    expect(lastDayOf('2024-02')).toBe('2024-02-29');
  });
});

describe('hours as people write them', () => {
  const ja = (d: string) => ({ mon: '月', tue: '火', wed: '水', thu: '木', fri: '金', sat: '土', sun: '日' })[d] ?? d;
  it('are read and written alike', () => {
    const week = readWeek('月〜金 8:30-19:00\n土 09:00-12:00 13:00-24:00');
    expect(week).toHaveLength(7);
    expect(week?.[0]).toEqual({ day: 'mon', from: '08:30', to: '19:00' });
    expect(weekText(week ?? [], ja)).toBe('月-金 08:30-19:00\n土 09:00-12:00 13:00-24:00');
    expect(readWeek('mon-fri 22:00-06:00')).toHaveLength(5);
    expect(readWeek('いつでも')).toBeNull();
  });
  it('know days that go their own way', () => {
    const list = readExceptions('2026-08-14 夏季休業\n2026-12-28 09:00-12:00');
    expect(list).toEqual([
      { date: '2026-08-14', open: [], name: '夏季休業' },
      { date: '2026-12-28', open: [{ from: '09:00', to: '12:00' }] },
    ]);
    expect(exceptionsText(list ?? [])).toBe('2026-08-14 夏季休業\n2026-12-28 09:00-12:00');
    expect(readExceptions('8月14日')).toBeNull();
  });
});

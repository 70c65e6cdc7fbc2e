import { expect, test } from 'vitest';
import type { Format } from '@/i18n/format';
import { moved, numbered, only, written } from './model';

const items = [
  { id: 'a', kind: 'report' },
  { id: 'b', kind: 'report' },
  { id: 'c', kind: 'approval' },
];

test('items are numbered by kind', () => {
  expect(numbered(items).map((x) => x.no)).toEqual([1, 2, 1]);
});

test('an item moves among those of its kind', () => {
  expect(moved(items, 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moved(items, 'b', 1)).toEqual(['a', 'b', 'c']);
  expect(moved(items, 'a', -1)).toEqual(['a', 'b', 'c']);
});

test('a row keeps what the contract knows', () => {
  expect(only({ title: 'x', ownerName: '税務課', dueOn: '' }, ['title', 'dueOn'])).toEqual({ title: 'x' });
});

test('availability is cut and unknown is said', () => {
  const f = {
    number: (n: number, places = 0) => n.toFixed(places),
    percent: (n: number, places = 0) => `${n.toFixed(places)}%`,
  } as unknown as Format;
  expect(written(f, 99_999_999, 'micro', '不明')).toBe('99.999%');
  expect(written(f, 667, 'share', '不明')).toBe('66.7%');
  expect(written(f, 5_400_000, 'hours', '不明')).toBe('1.5');
  expect(written(f, null, 'count', '不明')).toBe('不明');
});

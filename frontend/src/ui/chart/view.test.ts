import { describe, expect, it } from 'vitest';
import type { Category, Series } from './types';
import { axisTicks, kindsIn, partsOf, shareOf, stacksOf, waterfallBase, waterfallSteps } from './view';

const years: Category[] = [
  { key: '2025', label: '2025', kind: 'past' },
  { key: '2026', label: '2026' },
  { key: '2027', label: '2027', kind: 'forecast' },
];
const series: Series[] = [
  { key: 'a', label: 'a', data: [{ value: 5 }, { value: -2 }, { value: 7 }] },
  { key: 'b', label: 'b', data: [{ value: 3 }, { value: 4 }, { value: null }] },
];

describe('stacks', () => {
  it('reach up and down apart, and have no total while a part is unknown', () => {
    expect(stacksOf(years, series).map(({ total, high, low }) => [total, high, low])).toEqual([
      [8, 8, 0],
      [2, 4, -2],
      [null, 7, 0],
    ]);
  });

  it('treat a datum that was left off as unknown', () => {
    expect(stacksOf(years, [{ key: 'a', label: 'a', data: [] }])[0]?.total).toBeNull();
  });

  it('say which kinds they hold, a datum before its category', () => {
    expect(kindsIn(years, series)).toEqual(['past', 'actual', 'forecast']);
    expect(kindsIn(years.slice(1, 2), [{ key: 'a', label: 'a', data: [{ value: 1, kind: 'forecast' }] }])).toEqual([
      'forecast',
    ]);
  });
});

describe('axis ticks', () => {
  it.each([
    [0, 0, true, [0, 1]],
    [0, 3, true, [0, 1, 2, 3]],
    [0, 109, false, [0, 50, 100, 150]],
    [-4, 7, false, [-5, 0, 5, 10]],
    [99, 100, false, [99, 99.5, 100]],
    [0, 0.31, false, [0, 0.1, 0.2, 0.3, 0.4]],
    [0, 10_900_000_000, false, [0, 5_000_000_000, 10_000_000_000, 15_000_000_000]],
  ])('from %d to %d', (low, high, whole, ticks) => expect(axisTicks(low, high, whole)).toEqual(ticks));
});

describe('the parts of a line', () => {
  it('are cut where neighbours cannot be compared; gaps stay gaps', () => {
    expect(partsOf([1, null, 2, 3], [3])).toEqual([
      [1, null, 2, null],
      [null, null, null, 3],
    ]);
  });
  it('are left out when nothing in them is known', () => expect(partsOf([null, 1], [1])).toEqual([[null, 1]]));
});

describe('a waterfall', () => {
  const causes = [
    { key: 'x', label: 'x', change: 30 },
    { key: 'y', label: 'y', change: -10 },
  ];

  it('goes from one amount to the other', () => {
    const steps = waterfallSteps({ label: 'from', value: 100 }, causes, { label: 'to', value: 120 }, 'rest');
    expect(steps?.map((s) => [s.role, s.start, s.end])).toEqual([
      ['from', 0, 100],
      ['cause', 100, 130],
      ['cause', 130, 120],
      ['to', 0, 120],
    ]);
  });

  it('shows what the causes do not explain', () => {
    const steps = waterfallSteps({ label: 'from', value: 100 }, causes, { label: 'to', value: 125 }, 'rest');
    expect(steps?.find((s) => s.role === 'rest')).toMatchObject({ label: 'rest', start: 120, end: 125 });
  });

  it('is not drawn while an amount is unknown', () => {
    const unknown = [{ key: 'x', label: 'x', change: null }];
    expect(waterfallSteps({ label: 'from', value: 1 }, unknown, { label: 'to', value: 2 }, 'rest')).toBeNull();
    expect(waterfallSteps({ label: 'from', value: null }, [], { label: 'to', value: 2 }, 'rest')).toBeNull();
  });

  it('begins at zero unless its changes would be too small to see', () => {
    const base = (from: number, to: number) =>
      waterfallBase(waterfallSteps({ label: '', value: from }, [], { label: '', value: to }, '') ?? []);
    expect(base(10, 20)).toBe(0);
    expect(base(-5, 20)).toBe(0);
    expect(base(1000, 1040)).toBe(980);
  });
});

it.each([
  [50, 200, 25],
  [300, 200, 100],
  [-1, 200, 0],
  [null, 200, null],
  [1, 0, null],
])('the share of %s in %s is %s', (value, whole, share) => expect(shareOf(value, whole)).toBe(share));

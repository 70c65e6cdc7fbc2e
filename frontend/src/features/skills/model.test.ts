import { describe, expect, it } from 'vitest';
import { cellState } from './model';

const cell = (gap: number | null, needed: number) => ({
  skill: 'pm',
  levels: [],
  total: null,
  hidden: false,
  needed,
  gap,
  planned: 0,
  late: 0,
  done: 0,
  reached: null,
});

describe('a cell', () => {
  it.each([
    [2, 3, 'short', 'bad'],
    [0, 3, 'enough', 'good'],
    [0, 0, 'held', undefined],
    [null, 3, 'uncounted', 'unknown'],
    [null, 0, 'none', undefined],
  ] as const)('gap %s of %i places: %s', (gap, needed, key, tone) =>
    expect(cellState(cell(gap, needed))).toEqual({ key, tone }),
  );
});

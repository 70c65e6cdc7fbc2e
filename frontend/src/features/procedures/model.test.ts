import { describe, expect, it } from 'vitest';
import { breaksOf, methods, othersOf, progressTone, shareText, steps, suggested } from './model';

const percent = (n: number) => `${n}%`;

describe('a share', () => {
  it('says its interval only where something is unknown', () => {
    expect(shareText({ percent: 66.69, low: 66.69, high: 66.69 }, percent)).toEqual({ figure: '66.69%' });
    expect(shareText({ percent: 38.86, low: 38.86, high: 41.14 }, percent).interval).toBe('38.86–41.14%');
  });
  it('is not 0 when nobody knows it', () =>
    expect(shareText({ percent: null, low: null, high: null }, percent)).toEqual({ figure: '—' }));
});

describe('the progress', () => {
  it('is late when its year is over', () => expect(progressTone({ progress: 'open', overdue: true })).toBe('bad'));
  it('is a warning while open, good when reached', () => {
    expect(progressTone({ progress: 'open', overdue: false })).toBe('warn');
    expect(progressTone({ progress: 'reached', overdue: false })).toBe('good');
  });
  it('judges nothing where a visit stays, and nothing unknown as good', () => {
    expect(progressTone({ progress: 'visit', overdue: false })).toBeUndefined();
    expect(progressTone({ progress: 'unknown', overdue: false })).toBe('unknown');
  });
});

it('cuts the line where the definition changed', () => {
  const of = (...editions: string[]) => breaksOf(editions.map((edition) => ({ edition })));
  expect(of('2017', '2018', '2018', '2024')).toEqual([1, 3]);
  expect(of('2018')).toEqual([]);
});

describe('a step', () => {
  it('is offered every other method', () => {
    for (const s of steps) for (const m of methods[s]) expect(othersOf(s, m)).toHaveLength(methods[s].length - 1);
    expect(othersOf('form', '')).toEqual(['online', 'post', 'visit']);
  });
  it('begins with its goal', () => {
    expect(suggested('delivery', 'counter', 'post')).toBe('post');
    expect(suggested('delivery', 'post', 'post')).toBe('none');
    expect(suggested('form', '', '')).toBe('online');
  });
});

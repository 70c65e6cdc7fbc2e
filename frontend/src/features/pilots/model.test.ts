import { describe, expect, it } from 'vitest';
import { duration, shareText, standingOf } from './model';

const share = (correct: number, n: number) => ({ correct, n, percent: null, low: null, high: null });
const verdict = (met: boolean) => ({ met, lines: [], more: null });

describe('how a pilot stands', () => {
  it.each([
    ['planned', false, false, 0, 'planned', undefined],
    ['running', true, true, 200, 'due', 'bad'],
    ['running', false, true, 200, 'ready', 'good'],
    ['running', false, false, 20, 'notYet', 'warn'],
    ['running', false, false, 0, 'noCases', 'unknown'],
    ['ended', false, false, 90, 'ended', undefined],
  ] as const)('%s, due %s, met %s, %i cases: %s', (stage, due, met, n, key, tone) =>
    expect(standingOf({ stage, due, verdict: verdict(met), share: share(0, n) })).toEqual({ key, tone }),
  );
});

describe('a share', () => {
  it('has no percentage without cases', () => expect(shareText(share(0, 0))).toEqual({ counted: '0/0' }));
  it('stands beside its interval', () =>
    expect(shareText({ correct: 85, n: 100, percent: 85, low: 76.72, high: 90.69 })).toEqual({
      counted: '85/100',
      percent: '85.0%',
      interval: '76.7–90.7%',
    }));
});

describe('a time', () => {
  it.each([
    [45.4, 'seconds', 45],
    [-90, 'seconds', 90],
    [150, 'minutes', 2.5],
  ] as const)('of %i seconds', (given, key, n) => expect(duration(given)).toEqual({ key, n }));
});

import { describe, expect, it } from 'vitest';
import type { Milestone, Report, Risk, Step } from '@/api/projects';
import { gateFace, gateWord } from '@/lib/gateSteps';
import {
  attention,
  bandOf,
  earlierBaselines,
  facetCounts,
  healthFace,
  latestPublished,
  matrixOf,
  openDraft,
  placeOf,
  quartersOf,
  risksIn,
  signed,
  slipTone,
  spanOf,
  trend,
} from './model';

const step = (patch: Partial<Step>): Step => ({ gate: 'G2', state: '', outcome: '', ...patch });
const risk = (impact: number, likelihood: number, state: Risk['state'] = 'open') =>
  ({ id: `${impact}${likelihood}${state}`, impact, likelihood, state }) as Risk;

describe('health', () => {
  it('is grey when the report is too old, whatever was declared', () => {
    expect(healthFace({ declaredHealth: 'green', reportStale: true })).toEqual({
      tone: 'unknown',
      word: 'green',
      stale: true,
    });
    expect(healthFace({ declaredHealth: 'red', reportStale: false })).toEqual({
      tone: 'bad',
      word: 'red',
      stale: false,
    });
  });
  it('never passes silence for green', () => {
    expect(healthFace({ declaredHealth: '', reportStale: false })).toEqual({
      tone: 'unknown',
      word: 'none',
      stale: false,
    });
  });
});

describe('slip', () => {
  it.each([
    [null, 'unknown'],
    [-3, 'good'],
    [0, 'good'],
    [1, 'warn'],
    [29, 'warn'],
    [30, 'bad'],
  ] as const)('%s days → %s', (days, tone) => expect(slipTone(days)).toBe(tone));
  it('carries its sign', () => expect([64, 0, -3].map(signed)).toEqual(['+64', '0', '−3']));
});

describe('gates', () => {
  it.each([
    [step({ outcome: 'approved', state: 'done' }), 'done', 'approved'],
    [step({ outcome: 'conditional', state: 'conditions' }), 'done', 'conditional'],
    [step({ outcome: 'returned', state: 'decided' }), 'failed', 'returned'],
    [step({ outcome: 'rejected', state: 'decided' }), 'failed', 'rejected'],
    [step({ outcome: 'deferred', state: 'decided' }), 'current', 'deferred'],
    [step({ state: 'review' }), 'current', 'review'],
    [step({ state: 'withdrawn' }), 'current', 'turn'],
    [step({ gate: 'G3' }), 'next', 'ahead'],
    [step({ skipped: true }), 'skipped', 'skipped'],
  ] as const)('%o', (s, face, word) => {
    expect(gateFace(s, 'G2')).toBe(face);
    expect(gateWord(s, 'G2')).toBe(word);
  });
});

describe('the first glance', () => {
  it('counts the running projects and what needs attention', () => {
    expect(attention({ red: 2, amber: 3, green: 5, '': 1 }, 4)).toEqual({ running: 11, red: 2, amber: 3, stale: 4 });
    expect(attention(undefined, 0)).toEqual({ running: 0, red: 0, amber: 0, stale: 0 });
  });
  it('names the never reported as the filter does', () => {
    expect(facetCounts({ declaredHealth: { '': 4, red: 1 }, tier: { A: 2 } }, 3)).toEqual({
      declaredHealth: { red: 1, none: 4 },
      tier: { A: 2 },
      reportStale: { true: 3 },
    });
    expect(facetCounts(undefined, 3)).toBeUndefined();
  });
});

describe('reports', () => {
  it('tells which way a rating went', () => {
    expect(trend('red', 'amber')).toBe('worse');
    expect(trend('green', 'unknown')).toBe('better');
    expect(trend('amber', 'amber')).toBe('same');
    expect(trend('amber', undefined)).toBe('first');
  });
  it('keeps a draft apart from what was published', () => {
    const reports = [
      { id: 'a', state: 'draft' },
      { id: 'b', state: 'published' },
    ] as Report[];
    expect(latestPublished(reports)?.id).toBe('b');
    expect(openDraft(reports)?.id).toBe('a');
  });
});

describe('risks', () => {
  it.each([
    [1, 4, 'low'],
    [3, 3, 'medium'],
    [3, 4, 'high'],
    [4, 4, 'critical'],
    [5, 1, 'high'],
    [5, 3, 'critical'],
  ] as const)('impact %s, likelihood %s → %s', (i, l, band) => expect(bandOf(i, l)).toBe(band));
  it('puts the open ones into cells and filters by cell', () => {
    const all = [risk(5, 3), risk(5, 3, 'closed'), risk(2, 2, 'mitigating')];
    expect(Object.keys(matrixOf(all))).toEqual(['5.3', '2.2']);
    expect(matrixOf(all)['5.3']).toHaveLength(1);
    expect(risksIn(all, '5.3', true)).toHaveLength(1);
    expect(risksIn(all, undefined, false)).toHaveLength(2);
    expect(risksIn(all, undefined, true)).toHaveLength(3);
  });
});

describe('the timeline', () => {
  const ms = [
    { baselineOn: '2026-05-20', currentOn: '2026-08-01', baselines: [{ on: '2026-05-20' }, { on: '2026-08-01' }] },
    { forecastOn: '2027-01-15', baselines: [] },
  ] as unknown as Milestone[];
  it('covers whole months around every day and today', () => {
    expect(spanOf(ms, '2026-04-10')).toEqual({ from: '2026-04-01', to: '2027-01-31' });
    expect(spanOf([], '2026-04-10')).toBeNull();
  });
  it('places days and quarters in it', () => {
    const span = { from: '2026-04-01', to: '2027-03-31' };
    expect(placeOf('2026-04-01', span)).toBe(0);
    expect(placeOf('2027-03-31', span)).toBe(100);
    const quarters = quartersOf(span);
    expect(quarters.map((q) => q.from)).toEqual(['2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01']);
    expect(Math.round(quarters.reduce((sum, q) => sum + q.width, 0))).toBe(100);
  });
  it('keeps the baselines that no longer hold', () => {
    expect(ms.map((m) => earlierBaselines(m).map((b) => b.on))).toEqual([['2026-05-20'], []]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Node, Settings } from '@/api/rationalisation';
import { card, layout, quadrantOf, standing } from './model';

const axis = (prefix: string, weights: number[]) =>
  weights.map((weight, i) => ({
    id: `${prefix}${i}`,
    weight,
    name: '',
    nameEn: '',
    low: { text: '', textEn: '' },
    high: { text: '', textEn: '' },
  }));
const settings = {
  business: axis('b', [30, 25, 20, 15, 10]),
  technical: axis('t', [80, 20]),
  rules: { highAt: 300, unansweredAtMost: 20 },
} as unknown as Settings;
const all = (b: number, t: number) => ({ b0: b, b1: b, b2: b, b3: b, b4: b, t0: t, t1: t });

describe('the answers so far', () => {
  it('leave out what is unanswered', () => {
    expect(standing(settings.business ?? [], { b0: 5, b1: 4, b2: 3, b3: 2 })).toMatchObject({
      answered: 90,
      open: 10,
      score: 3.77,
    });
    expect(standing(settings.business ?? [], {}).score).toBeNull();
  });

  it.each([
    [all(4, 4), false, 'invest', false],
    [all(2, 3), false, 'tolerate', false],
    [all(3, 2), false, 'migrate', false],
    [all(2, 2), false, 'eliminate', false],
    [all(2, 2), true, 'migrate', true],
    [{ ...all(4, 4), t1: undefined }, false, 'invest', false],
    [{ ...all(4, 4), t0: undefined }, false, 'unjudged', false],
    [{}, true, 'unjudged', false],
  ] as const)('lead to a quadrant as the server judges: %j', (scores, statutory, quadrant, merger) => {
    expect(quadrantOf(settings, scores, statutory)).toEqual({ quadrant, merger });
  });
});

describe('the drawing', () => {
  it('stands in columns by level, the shorter ones in the middle', () => {
    const nodes = [0, 1, 1, 1, -1].map((level, i) => ({ id: String(i), level }) as Node);
    const { places, width, height } = layout(nodes);
    expect(width).toBe(3 * card.width + 2 * card.gapX);
    expect(height).toBe(card.head + 3 * card.height + 2 * card.gapY);
    expect(places.get('4')?.x).toBe(0);
    expect(places.get('0')?.y).toBe(card.head + (height - card.head - card.height) / 2);
    expect(new Set([...places.values()].map((p) => `${p.x} ${p.y}`)).size).toBe(5);
  });

  it.each([
    [40, 960, 620],
    [150, 2000, 1150],
    [1000, 5000, 3000],
  ])('wraps a level of %i systems', (n, wide, tall) => {
    const nodes = [0, ...Array.from({ length: n }, () => 1)].map((level, i) => ({ id: String(i), level }) as Node);
    const { places, bands, width, height } = layout(nodes);
    expect(width - card.width - card.gapX).toBeLessThanOrEqual(wide);
    expect(height).toBeLessThanOrEqual(tall);
    expect(bands.map((b) => b.count)).toEqual([1, n]);
    const all = [...places.values()];
    expect(all).toHaveLength(n + 1);
    for (const p of all) {
      expect(p.x).toBeGreaterThanOrEqual(0);
      expect(p.x + card.width).toBeLessThanOrEqual(width);
      expect(p.y).toBeGreaterThanOrEqual(card.head);
      expect(p.y + card.height).toBeLessThanOrEqual(height);
    }
    // No two cards touch: each has a place of the grid to itself.
    expect(new Set(all.map((p) => `${p.x} ${p.y}`)).size).toBe(n + 1);
    expect(new Set(all.filter((p) => p.node.level === 1).map((p) => p.x)).size).toBe(
      ((bands[1]?.width ?? 0) + card.inner) / (card.width + card.inner),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { isAt, isOpen, nav, navGroups } from './nav';

const open = (count: number, kept = {}) => navGroups.filter((g) => isOpen(g, count, kept));

describe('the groups of the rail', () => {
  it('are all open as long as they fit, and as the reader left them', () => {
    expect(open(12)).toEqual([...navGroups]);
    expect(open(nav.length)).toEqual(['now', 'register', 'govern']);
    expect(open(nav.length, { care: true, govern: false, now: false })).toEqual(['now', 'register', 'care']);
  });

  it('know the entry of a page, also of one below it', () => {
    const at = (path: string) => nav.filter((e) => isAt(e, path)).map((e) => e.to);
    expect(at('/disasters/d1/review')).toEqual(['/disasters']);
    expect(at('/rationalisation/capabilities')).toEqual(['/rationalisation/systems']);
    expect(at('/account')).toEqual([]);
    // No two entries may claim a page.
    for (const e of nav) expect(at(String(e.to))).toEqual([e.to]);
  });
});

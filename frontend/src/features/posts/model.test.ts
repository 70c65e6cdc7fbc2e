import { describe, expect, it } from 'vitest';
import type { PostDraft, PostRole } from '@/api/posts';
import { newestFirst, postFaults, rightsChange, whenOf } from './model';

it('a span is past after its last day only', () => {
  expect(whenOf({ from: '2025-04-01', to: '2026-03-31' }, '2026-03-31')).toBe('present');
  expect(whenOf({ from: '2025-04-01', to: '2026-03-31' }, '2026-04-01')).toBe('past');
  expect(whenOf({ from: '2026-04-01' }, '2026-03-31')).toBe('future');
});

it('spans are shown newest first', () =>
  expect(newestFirst([{ from: '2020-04-01' }, { from: '2024-04-01' }]).map((s) => s.from)).toEqual([
    '2024-04-01',
    '2020-04-01',
  ]));

describe('faults of a post', () => {
  const holder = (personId: string, from: string, to?: string, acting = false) => ({ personId, from, to, acting });

  it('one role stands once on a day', () => {
    const roles: PostRole[] = [
      { role: 'viewer', from: '2025-04-01', to: '2026-03-31' },
      { role: 'viewer', from: '2026-03-31' },
    ];
    expect(postFaults({ roles })).toEqual([{ field: 'roles.1.from', rule: 'overlap' }]);
    expect(postFaults({ roles: [roles[0] as PostRole, { role: 'viewer', from: '2026-04-01' }] })).toEqual([]);
  });

  it('a decision authority has one holder besides those who act', () => {
    const holders = [holder('a', '2025-04-01'), holder('b', '2026-04-01')];
    expect(postFaults({ authority: 'cio', holders })).toEqual([{ field: 'holders.1.from', rule: 'overlap' }]);
    expect(postFaults({ authority: undefined, holders })).toEqual([]);
    expect(
      postFaults({
        authority: 'cio',
        holders: [holder('a', '2025-04-01'), holder('b', '2026-04-01', undefined, true)],
      }),
    ).toEqual([]);
  });

  it('spans run forwards', () =>
    expect(postFaults({ holders: [holder('a', '2026-04-01', '2026-03-31')] })).toEqual([
      { field: 'holders.0.to', rule: 'date_order' },
    ]));
});

it('roles, authority and organisation are rights; their order and the holders are not', () => {
  const roles: PostRole[] = [
    { role: 'viewer', from: '2025-04-01' },
    { role: 'admin', from: '2025-04-01' },
  ];
  const post: Partial<PostDraft> = { organisationId: 'o', roles };
  expect(rightsChange(post, { ...post, roles: [...roles].reverse() })).toBe(false);
  expect(rightsChange(post, { ...post, holders: [{ personId: 'a', from: '2026-04-01' }] })).toBe(false);
  expect(rightsChange(post, { ...post, authority: 'cio' })).toBe(true);
  expect(rightsChange(post, { ...post, roles: [] })).toBe(true);
});

import { describe, expect, it } from 'vitest';
import type { Line, Matrix } from '@/api/policy';
import { denialsOf, footnotesOf, groupsOf, lineState, objectsOf } from './model';

const matrix: Matrix = {
  version: 'abc',
  sha256: 'abcdef',
  roles: ['executive', 'viewer'],
  rows: [
    {
      object: 'gates',
      action: 'read',
      cells: { executive: { scope: 'all', lines: [1] }, viewer: { scope: 'section', lines: [2] } },
    },
    { object: 'systems', action: 'read', cells: { viewer: { scope: 'all', lines: [3] } } },
    {
      object: 'gates',
      action: 'decide',
      cells: { executive: { scope: 'all', conditions: ['authority', 'substitute'], lines: [4, 5] } },
    },
  ],
  denies: [{ rule: 9, role: 'signed_in', object: 'gates', action: 'decide', condition: 'applicant' }],
};

describe('the matrix', () => {
  it('is grouped by object in the order of the policy', () => {
    expect(groupsOf(matrix, {}).map((g) => [g.object, g.rows.length])).toEqual([
      ['gates', 2],
      ['systems', 1],
    ]);
    expect(objectsOf(matrix)).toEqual(['gates', 'systems']);
  });

  it('narrows to an object and to what a role may', () => {
    expect(groupsOf(matrix, { object: 'systems' }).map((g) => g.object)).toEqual(['systems']);
    expect(groupsOf(matrix, { role: 'executive' }).flatMap((g) => g.rows.map((r) => r.action))).toEqual([
      'read',
      'decide',
    ]);
    expect(denialsOf(matrix, 'systems')).toEqual([]);
  });

  it('numbers each condition once', () =>
    expect([...footnotesOf(groupsOf(matrix, {}), matrix.roles)]).toEqual([
      ['authority', 1],
      ['substitute', 2],
    ]));
});

describe('a rule to the asker', () => {
  const line = (effect: Line['effect'], me: Line['me']): Line => ({
    line: 1,
    role: 'r',
    scope: 'all',
    condition: 'c',
    effect,
    me,
  });

  it('grants when every part fits, also before a record is named', () => {
    expect(lineState(line('allow', { role: true }))).toBe('grants');
    expect(lineState(line('allow', { role: true, scope: true, condition: false }))).toBe('misses');
    expect(lineState(line('allow', { role: false }))).toBe('misses');
  });

  it('bars only where its condition is known to hold', () => {
    expect(lineState(line('deny', { role: true }))).toBe('idle');
    expect(lineState(line('deny', { role: true, scope: true, condition: true }))).toBe('bars');
  });
});

import { describe, expect, it } from 'vitest';
import type { TreeNode } from '@/api/organisations';
import { countKinds, openAtFirst, rowsInSight } from './model';

const node = (id: string, level: number, parentId: string | undefined, children: number, name = id): TreeNode => ({
  id,
  code: id.toUpperCase(),
  name,
  nameEn: '',
  kind: level === 1 ? 'city' : level === 2 ? 'bureau' : 'section',
  parentId,
  validFrom: '2020-04-01',
  level,
  children,
  posts: 0,
});

const city = [
  node('city', 1, undefined, 2, '市'),
  node('zaisei', 2, 'city', 2, '財政局'),
  node('zei', 3, 'zaisei', 0, '税務課'),
  node('yosan', 3, 'zaisei', 0, '予算カ'),
  node('shimin', 2, 'city', 0, '市民局'),
];
const ids = (rows: { node: TreeNode }[]) => rows.map((r) => r.node.id);

describe('the rows of the tree in sight', () => {
  it('end at shut branches', () => {
    expect(ids(rowsInSight(city, openAtFirst(city), ''))).toEqual(['city', 'zaisei', 'shimin']);
    expect(ids(rowsInSight(city, new Set(), ''))).toEqual(['city']);
    expect(ids(rowsInSight(city, new Set(['city', 'zaisei']), ''))).toEqual(ids(city.map((n) => ({ node: n }))));
  });

  it('tell leaves from shut branches', () => {
    const rows = rowsInSight(city, openAtFirst(city), '');
    expect(rows.map((r) => r.open)).toEqual([true, false, undefined]);
  });

  it('are the matches with the way down to them, while something is looked for', () => {
    const rows = rowsInSight(city, new Set(), '税務');
    expect(ids(rows)).toEqual(['city', 'zaisei', 'zei']);
    expect(rows.map((r) => r.match)).toEqual([false, false, true]);
  });

  it('are found whatever the width, the case and the kind of kana', () => {
    expect(ids(rowsInSight(city, new Set(), 'ｚｅｉ')).at(-1)).toBe('zei');
    expect(ids(rowsInSight(city, new Set(), '予算か')).at(-1)).toBe('yosan');
  });
});

it('kinds are counted', () => expect(countKinds(city)).toEqual({ city: 1, bureau: 2, section: 2 }));

import { describe, expect, it } from 'vitest';
import type { Column } from '../fields/columns';
import { isFiltered, listQuery, nextSort, tableSearch, toggled, withoutFilters } from './search';
import { visibleColumns, withColumn } from './visible';

const filters = ['phase', 'ownerId'];
const validate = tableSearch(filters);

describe('a table in the address', () => {
  it('keeps its own keys and the filters as text, and drops the rest', () => {
    expect(validate({ q: '123', phase: 'build', page: '2', evil: '1', density: 'huge', row: '' })).toEqual({
      q: '123',
      phase: 'build',
      page: 2,
    });
    expect(validate({ page: '1' })).toEqual({});
    expect(validate({ page: '-3' })).toEqual({});
  });

  it('asks the server only for what the rows depend on', () => {
    const query = listQuery({ q: '税', phase: 'build', row: 'x', cols: 'a', density: 'compact' }, filters, 'code');
    expect(query).toEqual({ limit: 50, page: 1, sort: 'code', q: '税', phase: 'build', ownerId: undefined });
  });

  it('adds and takes values of a filter, back on the first page', () => {
    expect(toggled({ phase: 'build', page: 3 }, 'phase', 'operation')).toEqual({
      phase: 'build,operation',
      page: undefined,
      row: undefined,
    });
    expect(toggled({ phase: 'build' }, 'phase', 'build').phase).toBeUndefined();
    expect(isFiltered({ ownerId: 'o1' }, filters)).toBe(true);
    expect(isFiltered({ page: 2, row: 'x' }, filters)).toBe(false);
    expect(withoutFilters(filters)).toHaveProperty('ownerId', undefined);
  });

  it('sorts up, down and not', () => {
    expect(nextSort(undefined, 'code')).toBe('code');
    expect(nextSort('code', 'code')).toBe('-code');
    expect(nextSort('-code', 'code')).toBeUndefined();
  });
});

describe('columns', () => {
  const column = (key: string, shown: boolean): Column<object> => ({
    key,
    label: key,
    numeric: false,
    sortable: false,
    shown,
    cell: () => key,
  });
  const columns = [column('name', true), column('code', true), column('kana', false), column('phase', true)];
  const keys = (cols?: string) => visibleColumns(columns, cols).map((c) => c.key);

  it('start with those shown, led by the first', () => {
    expect(keys()).toEqual(['name', 'code', 'phase']);
    expect(keys('')).toEqual(['name']);
    expect(keys('kana,unknown')).toEqual(['name', 'kana']);
  });

  it('come back in the order of the noun, and leave the address when they are the start again', () => {
    expect(withColumn(columns, undefined, 'kana')).toBe('code,kana,phase');
    expect(withColumn(columns, 'code,kana,phase', 'kana')).toBeUndefined();
  });
});

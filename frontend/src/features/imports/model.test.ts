import { describe, expect, it } from 'vitest';
import { fieldKey, fileFault, missingFields, paramsText, remap, sameMapping, stepOf } from './model';

describe('a file before it is sent', () => {
  it('is refused only when it surely fails', () => {
    expect(fileFault({ name: '台帳.XLSX', size: 10 })).toBeNull();
    expect(fileFault({ name: 'a.csv', size: 10 })).toBeNull();
    expect(fileFault({ name: 'a.csv', size: 0 })).toBe('empty');
    expect(fileFault({ name: 'a.csv', size: 21 * 1024 * 1024 })).toBe('too_large');
    expect(fileFault({ name: 'a.xls', size: 10 })).toBe('old_excel');
    expect(fileFault({ name: 'a.pdf', size: 10 })).toBe('kind');
  });
});

describe('a mapping', () => {
  const mapping = { コード: 'code', 名称: 'name', 備考: '' };

  it('gives a field to one column only', () =>
    expect(remap(mapping, '備考', 'name')).toEqual({ コード: 'code', 名称: '', 備考: 'name' }));

  it('may leave any number of columns out', () =>
    expect(remap(mapping, 'コード', '')).toEqual({ ...mapping, コード: '' }));

  it('compares by meaning: left out and empty are the same', () => {
    expect(sameMapping(mapping, { コード: 'code', 名称: 'name' })).toBe(true);
    expect(sameMapping(mapping, { コード: 'name' })).toBe(false);
  });

  it('names required fields without a column', () => {
    const field = (key: string, required: boolean) => ({ key, ja: key, en: key, kind: 'text', required });
    expect(
      missingFields([field('code', true), field('kind', true), field('kana', false)], mapping).map((f) => f.key),
    ).toEqual(['kind']);
  });
});

it('an import stands at the check until it is written', () => {
  expect(stepOf({ state: 'checking' })).toBe('check');
  expect(stepOf({ state: 'failed' })).toBe('commit');
});

it('the parts of a list are told under its column', () => {
  expect(fieldKey({ field: 'components[0].name' })).toBe('components');
  expect(paramsText({ allowed: ['a', 'b'], limit: 3 }, '・')).toEqual({ allowed: 'a・b', limit: '3' });
});

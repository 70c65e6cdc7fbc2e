import { describe, expect, it } from 'vitest';
import { bodyOf, defineFields, draftOf } from '@/lib/fields';
import { faultPath, faultsWithin, localFaults } from './faults';
import { compare, mergeDraft } from './merge';

const fields = defineFields('systems', [
  { key: 'name', kind: 'text', required: true },
  { key: 'vendor', kind: 'text' },
  { key: 'ownerId', kind: 'ref', noun: 'organisations', nameKey: 'ownerName', required: true },
  { key: 'cost', kind: 'yen', min: 0 },
  { key: 'endsOn', kind: 'date' },
  {
    key: 'components',
    kind: 'rows',
    fields: [
      { key: 'name', kind: 'text', required: true },
      { key: 'eol', kind: 'date' },
    ],
  },
  { key: 'total', kind: 'yen', derived: true },
]);
const base = draftOf(fields, {
  name: '税務',
  vendor: 'A社',
  ownerId: 'o1',
  ownerName: '税務課',
  components: [{ name: 'OS' }],
});

describe('three states of a record', () => {
  it('leave out what nobody changed and what both changed alike', () => {
    const both = { ...base, vendor: 'B社' };
    expect(compare(fields, base, both, both)).toEqual([]);
  });

  it('tell who changed what', () => {
    const theirs = { ...base, name: '税務事務', vendor: 'B社' };
    const mine = { ...base, vendor: 'C社', ownerId: 'o2', ownerName: '市民課' };
    expect(compare(fields, base, theirs, mine).map((m) => [m.field.key, m.by])).toEqual([
      ['name', 'theirs'],
      ['vendor', 'both'],
      ['ownerId', 'mine'],
    ]);
  });

  it('merge to everything changed by one side, and to mine until a choice is made', () => {
    const theirs = { ...base, name: '税務事務', vendor: 'B社' };
    const mine = { ...base, vendor: 'C社', ownerId: 'o2', ownerName: '市民課' };
    const merged = mergeDraft(fields, compare(fields, base, theirs, mine), theirs, mine);
    expect(merged).toMatchObject({ name: '税務事務', vendor: 'C社', ownerId: 'o2', ownerName: '市民課' });
  });

  it('compare rows by what is written, not by names that came along', () => {
    const shown = { ...base, components: [{ name: 'OS', note: 'from the server' }] };
    expect(compare(fields, base, shown, base)).toEqual([]);
  });
});

describe('faults', () => {
  it('are named by one kind of path', () => {
    expect(['components[0].name', '/components/0/name', 'body.components.0.name'].map(faultPath)).toEqual(
      Array(3).fill('components.0.name'),
    );
  });

  it('are found under their field', () => {
    const faults = [
      { field: 'components.1.name', rule: 'required' },
      { field: 'componentsX', rule: 'max' },
    ];
    expect(faultsWithin(faults, 'components')).toEqual([{ field: '1.name', rule: 'required' }]);
  });

  it('of a draft: what is missing and what could not be read', () => {
    const draft = { ...base, name: '', cost: '多い', endsOn: 'あした', components: [{ name: '', eol: '2026-02-30' }] };
    expect(localFaults(fields, draft).map((f) => `${f.field} ${f.rule}`)).toEqual([
      'name required',
      'cost not_yen',
      'endsOn not_day',
      'components.0.name required',
      'components.0.eol not_day',
    ]);
    expect(localFaults(fields, { ...base, cost: -1 })).toEqual([{ field: 'cost', rule: 'min', params: { limit: 0 } }]);
  });
});

describe('what is sent', () => {
  it('leaves out empty days and numbers, names for show and what the server computes', () => {
    expect(bodyOf(fields, { ...base, cost: null, endsOn: '', total: 3 })).toEqual({
      name: '税務',
      vendor: 'A社',
      ownerId: 'o1',
      components: [{ name: 'OS' }],
    });
  });
});

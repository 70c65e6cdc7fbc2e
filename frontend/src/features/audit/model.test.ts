import { expect, it } from 'vitest';
import { defineFields } from '@/lib/fields';
import { pageOf } from '@/lib/places';
import { fieldsFor, gather, ledgerQuery } from './model';

it('descriptions are gathered by noun, the field proper before a column made of it', () => {
  const all = gather({
    a: { columns: defineFields('systems', [{ key: 'name', kind: 'text', derived: true }]), size: 3 },
    b: { fields: defineFields('systems', [{ key: 'name', kind: 'code' }]), help: () => 1 },
    d: { historyFields: { gate_skips: defineFields('gates', [{ key: 'reason', kind: 'longtext' }]) } },
    c: { list: defineFields('milestones', [{ key: 'currentOn', kind: 'date' }]), words: ['x'] },
  });
  expect(fieldsFor(all, 'systems').map((f) => f.kind)).toEqual(['code']);
  expect(fieldsFor(all, 'project_milestones').map((f) => f.key)).toEqual(['currentOn']);
  expect(fieldsFor(all, 'gate_skips').map((f) => f.key)).toEqual(['reason']);
  expect(fieldsFor(all, 'unheard_of')).toEqual([]);
});

it('records with a page have an address', () => {
  expect(pageOf('systems', '1')).toBe('/systems/1');
  expect(pageOf('gate_applications', '1')).toBe('/gates/applications/1');
  expect(pageOf('accounts', '1')).toBeUndefined();
});

it('only filters that mean something are asked', () =>
  expect(ledgerQuery({ noun: 'systems', from: '2026-04-01', to: 'yesterday', personId: '', other: 'x' })).toEqual({
    noun: 'systems',
    from: '2026-04-01',
  }));

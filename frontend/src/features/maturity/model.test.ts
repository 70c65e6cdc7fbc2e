import { describe, expect, it } from 'vitest';
import type { Cell, Value } from '@/api/maturity';
import { type AreaItem, lacks, neededFor, percentText, pointsOf, shown } from './model';

const area: AreaItem = { id: 'PPQA', level: 2, top: 3, name: '', nameEn: '' };
const value = (capability: number | null, scope: Value['scope'] = 'in'): Value => ({
  scope,
  status: 'UNSATISFIED',
  capability,
});
const cell = (part: Partial<Cell>): Cell => ({ area: 'PPQA', ...part });

describe('a cell of the heat map', () => {
  it('is red only where the target asks for more', () => {
    expect(shown(cell({ assessor: value(1) }), 'assessor', area, 2)).toMatchObject({ text: '1', tone: 'bad' });
    expect(shown(cell({ assessor: value(2) }), 'assessor', area, 2)).toMatchObject({ meaning: 'reached' });
    expect(shown(cell({ assessor: value(2) }), 'assessor', area, 3)).toMatchObject({ tone: 'bad' });
    expect(shown(cell({ assessor: value(0) }), 'assessor', { ...area, level: 3 }, 2).tone).toBeUndefined();
  });
  it('never takes the unknown for good', () => {
    expect(shown(cell({ assessor: value(null) }), 'assessor', area, 2)).toMatchObject({ text: '?', tone: 'unknown' });
    expect(shown(cell({ assessor: value(null, 'out') }), 'assessor', area, 2)).toMatchObject({ tone: 'unknown' });
    expect(shown(cell({}), 'assessor', area, 2)).toMatchObject({ meaning: 'none' });
  });
  it('tells self from assessor, and this year from the last', () => {
    const c = cell({ self: value(3), assessor: value(1), assessorBefore: value(2) });
    expect(shown(c, 'difference', area, 2)).toMatchObject({ text: '+2', tone: 'warn' });
    expect(shown(c, 'before', area, 2)).toMatchObject({ text: '−1', tone: 'bad' });
    expect(shown(c, 'assessor', area, 2).change).toBe(-1);
    expect(shown(cell({ self: value(3) }), 'difference', area, 2)).toMatchObject({ meaning: 'none' });
  });
  it('asks of an area no more than it can reach', () => {
    expect(neededFor({ ...area, top: 3 }, 5)).toBe(3);
    expect(neededFor({ ...area, level: 4 }, 3)).toBeUndefined();
  });
});

describe('percentages', () => {
  it('are hundredths', () => {
    expect(pointsOf('85.01')).toBe(8501);
    expect(pointsOf('８５％')).toBe(8500);
    expect(pointsOf('100.01')).toBeUndefined();
    expect(pointsOf('x')).toBeUndefined();
    expect(percentText(8501)).toBe('85.01');
    expect(percentText(undefined)).toBe('');
  });
});

describe('what a rating lacks', () => {
  const evidence = [{ label: 'x', href: '/x' }];
  it('is said as the server would', () => {
    const r = { practice: 'SP1.1', instance: 'a' };
    expect(lacks({ ...r, label: 'FI' }, false)).toBe('evidence');
    expect(lacks({ ...r, label: 'FI', evidence, weakness: 'x' }, false)).toBe('noWeakness');
    expect(lacks({ ...r, label: 'PI' }, false)).toBe('weakness');
    expect(lacks({ ...r, label: 'NY' }, false)).toBeUndefined();
    expect(lacks({ ...r, points: 8500, evidence }, true)).toBe('weakness');
    expect(lacks({ ...r, points: 8501, evidence }, true)).toBeUndefined();
  });
});

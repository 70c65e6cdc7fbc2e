import { describe, expect, it } from 'vitest';
import type { KPI } from '@/api/plans';
import { kpiYears, quarterGrid } from './model';

describe('quarterGrid', () => {
  const action = {
    startsOn: '2024-04-01',
    endsOn: '2026-03-31',
    milestones: [
      { quarter: '2024Q2', text: 'a', doneOn: '2024-09-20' },
      { quarter: '2025Q1', text: 'b' },
      { quarter: '2025Q2', text: 'c' },
    ],
  };
  it('has a row for each fiscal year and tells passed quarters from open ones', () => {
    const rows = quarterGrid(action, '2025-07-01');
    expect(rows.map((r) => r.year)).toEqual([2024, 2025]);
    expect(rows.map((r) => r.cells.map((c) => c.state).join(' '))).toEqual([
      'none done none none',
      'late open none none',
    ]);
  });
  it('counts the last day of a quarter as within it', () => {
    expect(quarterGrid(action, '2025-06-30')[1]?.cells[0]?.state).toBe('open');
  });
});

describe('kpiYears', () => {
  it('runs from the baseline to the target', () => {
    const k = { baselineYear: 2023, targetYear: 2026, series: [{ year: 2024 }] } as unknown as KPI;
    expect(kpiYears(k)).toEqual([2023, 2024, 2025, 2026]);
    expect(kpiYears({ baselineYear: 0, targetYear: 0, series: [] } as unknown as KPI)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Board, Row } from '@/api/disasters';
import { aged, later, told, urgent } from './model';

const row = (id: string, patch: Partial<Row> = {}): Row =>
  ({ id, subject: 'system', state: 'none', seq: 0, at: null, old: false, ...patch }) as unknown as Row;
const figure = { value: 0, rows: '/disasters/d/targets' };
const tally = { total: figure, down: figure, partial: figure, checking: figure, none: figure, up: figure, old: figure };
const board = (rows: Row[], patch: Partial<Board> = {}): Board =>
  ({ state: 'running', staleMinutes: 60, rows, systems: tally, offices: tally, ...patch }) as unknown as Board;

describe('a report on the board', () => {
  it('takes the place of an earlier one only', () => {
    expect(later({ at: '2026-06-04T10:00:00Z', seq: 1 }, { at: '', seq: 0 })).toBe(true);
    expect(later({ at: '2026-06-04T10:00:00Z', seq: 9 }, { at: '2026-06-04T10:01:00Z', seq: 2 })).toBe(false);
    expect(later({ at: '2026-06-04T10:00:00Z', seq: 3 }, { at: '2026-06-04T10:00:00Z', seq: 2 })).toBe(true);
  });

  it('changes its row and the counts, and grows old', () => {
    const news = { targetId: 'a', state: 'down', seq: 1, note: '', at: '2026-06-04T10:00:00Z' } as Parameters<
      typeof told
    >[1];
    const then = Date.parse('2026-06-04T10:30:00Z');
    const b = aged(told(board([row('a'), row('b'), row('c', { subject: 'office' })]), news), then);
    expect([b.systems.total.value, b.systems.down.value, b.systems.none.value, b.offices.none.value]).toEqual([
      2, 1, 1, 1,
    ]);
    expect(b.systems.old.value).toBe(0);
    expect(aged(b, then + 31 * 60_000).systems.old.value).toBe(1);
    expect(aged({ ...b, state: 'ended' }, then + 31 * 60_000).systems.old.value).toBe(0);
  });

  it('stands where somebody should call first', () => {
    const rows = [
      row('up', { state: 'up' }),
      row('none'),
      row('old', { state: 'up', old: true }),
      row('down', { state: 'down' }),
    ];
    expect(urgent(rows).map((r) => r.id)).toEqual(['down', 'none', 'old', 'up']);
  });
});

import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Board, boardOptions, type Row } from '@/api/disasters';
import { aged, ageOf, later, lineOf, momentOf, told, urgent } from './model';

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

  it('says how long ago it was, by the clock of the server, as long as the board runs', () => {
    const at = '2026-06-04T10:00:00Z';
    const after = (minutes: number, seconds = 0) => {
      const { key, n, m } = ageOf(at, Date.parse(at) + (minutes * 60 + seconds) * 1000);
      return [key, n, m];
    };
    expect([after(0, 59), after(1), after(59, 59)]).toEqual([
      ['now', 0, 0],
      ['minutes', 1, 0],
      ['minutes', 59, 0],
    ]);
    expect([after(61), after(47 * 60 + 59), after(48 * 60), after(-5)]).toEqual([
      ['hours', 1, 1],
      ['hours', 47, 59],
      ['days', 2, 0],
      ['now', 0, 0],
    ]);
    expect([aged(board([]), 7).now, aged(board([], { state: 'ended' }), 7).now]).toEqual([7, undefined]);
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

describe('a board out of the keep', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const answer = (body: object, kept?: number) =>
    vi.stubGlobal('fetch', async () => {
      const headers = new Headers({ 'Content-Type': 'application/json', ...(kept && { 'X-Kept-At': String(kept) }) });
      return new Response(JSON.stringify(body), { headers });
    });
  const here = Date.parse('2026-06-04T12:00:00Z');
  const minute = 60_000;

  it('tells ages from when it left the server, and that there is no line', async () => {
    vi.useFakeTimers({ now: here, toFake: ['Date'] });
    // The device is an hour ahead of the server.
    answer({ ...board([]), asOf: '2026-06-04T10:30:00Z' }, here - 30 * minute);
    const b = await new QueryClient().fetchQuery(boardOptions('d'));
    expect(new Date(momentOf(b, here)).toISOString()).toBe('2026-06-04T11:00:00.000Z');
    expect(new Date(momentOf(b, 0)).toISOString()).toBe('2026-06-04T10:30:00.000Z');
    expect([lineOf(b, 'waiting'), lineOf(b, 'live'), lineOf({ ...b, state: 'ended' }, 'live')]).toEqual([
      'cut',
      'live',
      'cut',
    ]);
    expect([lineOf({ ...b, kept: false }, 'waiting'), lineOf({ ...b, kept: false, state: 'ended' }, 'cut')]).toEqual([
      'waiting',
      undefined,
    ]);
  });

  it('never takes the place of what the page has heard since', async () => {
    vi.useFakeTimers({ now: here, toFake: ['Date'] });
    const cache = new QueryClient();
    answer({ ...board([row('a')]), mark: '1-0' });
    await cache.fetchQuery(boardOptions('d'));
    cache.setQueryData(boardOptions('d').queryKey, (b) => b && { ...b, mark: '1-1' });
    vi.setSystemTime(here + minute);
    answer({ ...board([row('a')]), mark: '1-0' }, here);
    const { queryKey } = boardOptions('d');
    await cache.fetchQuery(boardOptions('d'));
    const cut = cache.getQueryData(queryKey);
    expect([cut?.mark, cut?.kept, cut?.takenAt]).toEqual(['1-1', true, here]);
    answer({ ...board([row('a')]), mark: '1-2' });
    vi.setSystemTime(here + 2 * minute);
    await cache.fetchQuery(boardOptions('d'));
    const back = cache.getQueryData(queryKey);
    expect([back?.mark, back?.kept, back?.takenAt]).toEqual(['1-2', false, here + 2 * minute]);
  });
});

import { expect, it } from 'vitest';
import { categoryTwin, signed, waterfallTwin } from './twins';
import { waterfallSteps } from './view';

const words = { unknown: '?', total: 'Total', kind: (k: string) => k, show: (n: number) => `${n}` };
const texts = (twin: ReturnType<typeof categoryTwin>) => twin.rows.map((r) => [r.head, ...r.cells.map((c) => c.text)]);

it('has a row for each category, its total and what stands beside; unknown is said, not 0', () => {
  const twin = categoryTwin(
    words,
    'Year',
    [
      { key: '1', label: '2025', kind: 'past' },
      { key: '2', label: '2026' },
    ],
    [
      { key: 'a', label: 'A', data: [{ value: 1, href: '/rows?a=1' }, { value: 2 }] },
      { key: 'b', label: 'B', data: [{ value: 3 }, { value: null }] },
    ],
    { total: true, beside: [{ label: 'Systems', cell: (at) => ({ text: `${at + 10}` }) }] },
  );
  expect(twin.columns.map((c) => c.label)).toEqual(['A', 'B', 'Total', 'Systems']);
  expect(texts(twin)).toEqual([
    ['2025 (past)', '1', '3', '4', '10'],
    ['2026', '2', '?', '?', '11'],
  ]);
  expect(twin.rows[0]?.cells[0]?.href).toBe('/rows?a=1');
});

it('says the kind at the figure where a row mixes kinds', () => {
  const twin = categoryTwin(
    words,
    'Year',
    [{ key: '1', label: '2026' }],
    [
      { key: 'a', label: 'A', data: [{ value: 1 }] },
      { key: 'b', label: 'B', data: [{ value: 3, kind: 'forecast' }] },
    ],
  );
  expect(texts(twin)).toEqual([['2026', '1', '3 (forecast)']]);
});

it('writes changes with their sign', () => {
  expect([5, -5, 0].map((n) => signed(words.show, n))).toEqual(['+5', '−5', '±0']);
});

it('follows a waterfall with the change and the level of each step', () => {
  const steps = waterfallSteps(
    { label: 'before', value: 10 },
    [{ key: 'c', label: 'cause', change: -4, href: '/rows' }],
    { label: 'after', value: 7 },
    'rest',
  );
  const twin = waterfallTwin(words, { head: 'Cause', amount: 'Change', level: 'Level' }, steps ?? []);
  expect(texts(twin)).toEqual([
    ['before', '10', '10'],
    ['cause', '−4', '6'],
    ['rest', '+1', '7'],
    ['after', '7', '7'],
  ]);
});

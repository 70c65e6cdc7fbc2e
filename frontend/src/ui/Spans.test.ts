import { expect, it } from 'vitest';
import { axisOf } from './Spans';

it('the axis reaches a year beyond today while a span is open, and over all that is known', () => {
  expect(axisOf([{ from: '2020-04-01' }], '2026-11-23')).toEqual({ from: '2020-04-01', to: '2027-11-23' });
  expect(axisOf([{ from: '2027-04-01', to: '2030-03-31' }], '2026-11-23')).toEqual({
    from: '2026-11-23',
    to: '2030-03-31',
  });
  expect(axisOf([], '2026-02-28')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
});

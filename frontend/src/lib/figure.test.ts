import { expect, it } from 'vitest';
import { figureLink } from './figure';

it('a figure leads to the list with its filters', () => {
  expect(figureLink('/findings?overdue=true&band=high%2Ccritical')).toEqual({
    to: '/findings',
    search: { overdue: 'true', band: 'high,critical' },
  });
  expect(figureLink('/findings')).toEqual({ to: '/findings', search: {} });
});

import { expect, it } from 'vitest';
import { forgetRecent, recentOf, remember } from './recent';

const system = (id: string) => ({ noun: 'systems', id, code: id, name: id });

it('keeps the last eight of each person, each once, until somebody signs out', () => {
  for (const id of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '5']) remember('me', system(id));
  remember('you', system('x'));
  expect(recentOf('me').map((r) => r.id)).toEqual(['5', '9', '8', '7', '6', '4', '3', '2']);
  expect(recentOf('you').map((r) => r.id)).toEqual(['x']);
  forgetRecent();
  expect(recentOf('me')).toEqual([]);
});

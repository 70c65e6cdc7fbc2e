import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askedOf } from './asked';

const file = (path: string) => readFileSync(join(process.cwd(), '..', path), 'utf8');

/** What stands for itself alone: there is no record to ask about. */
const alone = ['audit', 'imports', 'policy', 'search', 'session', 'tokens', 'work'];

test('every object of the policy has its records, or none', () => {
  const objects = file('policies/policy.csv')
    .split('\n')
    .filter((line) => line.startsWith('p,'))
    .map((line) => line.split(',')[2]?.trim() ?? '');
  expect([...new Set(objects)].filter((o) => !askedOf[o]).sort()).toEqual(alone);
});

test('the records are found by a list that takes words', () => {
  const { paths } = JSON.parse(file('docs/openapi.json')) as {
    paths: Record<string, { get?: { parameters?: { name: string }[] } }>;
  };
  for (const { list } of Object.values(askedOf)) {
    const path = Object.entries(paths).find(([p]) => p === `/${list}` || p.endsWith(`/v1/${list}`))?.[1];
    expect(
      path?.get?.parameters?.map((p) => p.name),
      list,
    ).toContain('q');
  }
});

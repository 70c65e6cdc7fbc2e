import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Field, wordsOf } from '@/lib/fields';
import { sources } from './sources';

type Words = { [key: string]: string | Words };

const files = import.meta.glob<Words>('../locales/*/*.json', { import: 'default', eager: true });
const words = (lang: string, noun: string): Words => files[`../locales/${lang}/${noun}.json`] ?? {};
const nouns = [...new Set(Object.keys(files).map((p) => p.replace(/.*\/(.*)\.json$/, '$1')))];

function flatten(tree: Words, path = ''): Record<string, string> {
  return Object.entries(tree).reduce<Record<string, string>>((all, [k, v]) => {
    if (typeof v === 'string') all[path + k] = v;
    else Object.assign(all, flatten(v, `${path}${k}.`));
    return all;
  }, {});
}

const at = (lang: string, key: string): unknown => {
  const [noun = '', path = ''] = key.split(':');
  return path.split('.').reduce<unknown>((tree, step) => (tree as Words | undefined)?.[step], words(lang, noun));
};

/** Both words and a plural of words count ("count_one", "count_other"). */
const exists = (key: string) =>
  ['ja', 'en'].every((lang) => typeof at(lang, key) === 'string' || typeof at(lang, `${key}_other`) === 'string');

describe.each(nouns)('the words of %s', (noun) => {
  const [ja, en] = [flatten(words('ja', noun)), flatten(words('en', noun))];

  it('have the same keys in both languages', () => expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort()));

  it('have the same parameters in both languages', () => {
    const params = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();
    for (const key of Object.keys(ja))
      expect([key, ...new Set(params(en[key]))]).toEqual([key, ...new Set(params(ja[key]))]);
  });

  it('are not empty', () => expect([...Object.entries(ja), ...Object.entries(en)].filter(([, v]) => !v)).toEqual([]));
});

/** "systems:read" reads like a key but is a permission. */
const permissions = new Set(
  readFileSync('../policies/policy.csv', 'utf8')
    .split('\n')
    .map((line) => line.split(',').map((part) => part.trim()))
    .filter(([kind]) => kind === 'p')
    .map(([, , object, action]) => `${object}:${action}`),
);

describe('the keys in the code', () => {
  const named = new RegExp(`['"\`]((?:${nouns.join('|')}):[A-Za-z][\\w.-]*?)(\\.?\\$\\{[^'"\`]*)?['"\`]`, 'g');

  it.each(Object.entries(sources))('of %s exist', (path, text) => {
    for (const [, key = '', open] of text.matchAll(named)) {
      if (permissions.has(key)) continue;
      // `systems:phase.${x}` must lead into an object, `systems:field.part_${x}` to something that begins so.
      const [, group = '', start = ''] = /^(.*?)\.?([^.:]*)$/.exec(open?.startsWith('.') ? `${key}.` : key) ?? [];
      const inside = Object.keys(Object(at('ja', group)));
      if (open)
        expect(
          inside.some((k) => k.startsWith(start)),
          `${path}: ${key}…`,
        ).toBe(true);
      else expect(exists(key) || text.includes(`words: '${key}'`), `${path}: ${key}`).toBe(true);
    }
  });
});

describe('the descriptions of fields', () => {
  const descriptions = import.meta.glob<Record<string, unknown>>('../features/*/fields.ts', { eager: true });
  it.each(Object.entries(descriptions))('%s speak only known words', (_, module) => {
    for (const value of Object.values(module)) {
      if (!Array.isArray(value) || typeof value[0]?.kind !== 'string') continue;
      const fields = value as Field[];
      expect(wordsOf(fields).filter((k) => !exists(k))).toEqual([]);
    }
  });
});

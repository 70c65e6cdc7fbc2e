import { readFileSync } from 'node:fs';

/** A word of the app by its key ("session:signIn"), in the language asked for, so that a test names each text only once. */
export function word(lang: 'ja' | 'en', key: string, params: Record<string, string | number> = {}): string {
  const [file, path = ''] = key.split(':');
  const words: unknown = JSON.parse(
    readFileSync(new URL(`../src/locales/${lang}/${file}.json`, import.meta.url), 'utf8'),
  );
  const found = path.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], words);
  if (typeof found !== 'string') throw new Error(`no word ${lang} ${key}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}

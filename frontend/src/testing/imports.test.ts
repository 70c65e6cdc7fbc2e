import { describe, expect, it } from 'vitest';
import { sources } from './sources';

// Who may import whom: lib ← i18n, api ← ui ← shell, features ← routes; a feature never imports a feature.
const allowed: Record<string, string[]> = {
  lib: ['lib'],
  api: ['api', 'lib'],
  i18n: ['i18n', 'api', 'lib', 'locales'],
  ui: ['ui', 'i18n', 'api', 'lib'],
  shell: ['shell', 'ui', 'i18n', 'api', 'lib'],
  features: ['ui', 'i18n', 'api', 'lib'],
  routes: ['routes', 'features', 'shell', 'ui', 'i18n', 'api', 'lib', 'router.tsx'],
};

const imports = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'((?:@\/|\.)[^']+)'/g)].map((m) => m[1] ?? '');

function resolve(from: string, spec: string): string {
  if (spec.startsWith('@/')) return spec.slice(2);
  const parts = from.split('/').slice(0, -1);
  for (const step of spec.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

describe('imports run one way', () => {
  it.each(Object.keys(sources).filter((path) => (path.split('/')[0] ?? '') in allowed))('%s', (path) => {
    const [home = '', noun = ''] = path.split('/');
    for (const spec of imports(sources[path] ?? '')) {
      const [to = '', other = ''] = resolve(path, spec).split('/');
      const sameFeature = home === 'features' && to === 'features' && other === noun;
      const whole = to === 'router' ? 'router.tsx' : to;
      expect(sameFeature || allowed[home]?.includes(whole), `${path} imports ${spec}`).toBe(true);
    }
  });
});

describe('routes', () => {
  // What a route reads besides its component is loaded with the first page: a constant that stands in a component's file
  // would bring the component, its table and its charts along.
  it.each(Object.keys(sources).filter((path) => path.startsWith('routes/')))('%s', (path) => {
    const named = [...(sources[path] ?? '').matchAll(/import (type )?\{([^}]*)\} from '@\/(features\/[^']+)'/g)];
    for (const [, types, names = '', file = ''] of named) {
      if (types || !sources[`${file}.tsx`]) continue;
      const plain = names.split(',').filter((n) => /^\s*[a-z]/.test(n) && !/^\s*type /.test(n));
      expect(plain, `${path} takes from ${file}.tsx; it belongs into search.ts or fields.ts`).toEqual([]);
    }
  });
});

describe('sources', () => {
  it('stay under 400 lines', () => {
    const long = Object.entries(sources).filter(([, text]) => text.split('\n').length > 400);
    expect(long.map(([path]) => path)).toEqual([]);
  });

  it('draw through ui/chart, so that every chart has its table', () => {
    const direct = Object.entries(sources).filter(([, text]) => /from 'recharts/.test(text));
    expect(direct.map(([path]) => path).filter((path) => !/^ui\/chart\/\w+Drawing\.tsx$/.test(path))).toEqual([]);
  });

  it('call nothing outside', () => {
    const outside = Object.entries(sources).filter(([, text]) =>
      /['"`](https?:)?\/\/[\w.-]+\.\w+/.test(text.replaceAll('http://www.w3.org/', '')),
    );
    expect(outside.map(([path]) => path)).toEqual([]);
  });
});

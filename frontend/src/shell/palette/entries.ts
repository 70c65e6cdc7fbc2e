import type { TFunction } from 'i18next';
import type { Hit } from '@/api/search';
import { holds, type Me } from '@/api/session';
import { setLanguage } from '@/i18n';
import type { Format } from '@/i18n/format';
import { screenNames } from '@/i18n/screens';
import { matches } from '@/lib/fold';
import { statesOf } from '@/lib/hits';
import { pageOf } from '@/lib/places';
import { prefs, setPrefs } from '@/lib/prefs';
import type { Recent } from '@/lib/recent';
import { navFor } from '../nav';
import { readings } from './readings';

/** One line of the palette: a place to go, or something to do. */
export interface Entry {
  key: string;
  label: string;
  code?: string;
  /** What tells it from its namesakes: state, section. */
  note?: string;
  href?: string;
  run?: () => void;
}

export interface Group {
  key: string;
  title: string;
  entries: Entry[];
}

/** Records by kind, in the order of the best of each. */
export function recordGroups(hits: Hit[], t: TFunction, f: Format): Group[] {
  const groups = new Map<string, Group>();
  for (const hit of hits) {
    const href = pageOf(hit.noun, hit.id);
    if (!href) continue;
    const group = groups.get(hit.noun) ?? { key: hit.noun, title: t(`audit:noun.${hit.noun}`), entries: [] };
    groups.set(hit.noun, group);
    group.entries.push({ key: hit.id, label: f.name(hit), code: codeOf(hit), note: noteOf(hit, t, f), href });
  }
  return [...groups.values()];
}

/** A code that is also the name is said once. */
const codeOf = (r: { code: string; name: string }) => (r.code === r.name ? undefined : r.code);

/** State, section, and whether the record only resembles what was asked for. */
export function noteOf(hit: Hit, t: TFunction, f: Format): string {
  const words = hit.state ? statesOf[hit.noun]?.words : undefined;
  return [hit.near && t('search:near'), words && t(`${words}.${hit.state}`), f.pick(hit.sectionName, hit.sectionNameEn)]
    .filter(Boolean)
    .join(' · ');
}

export const recentGroup = (recent: Recent[], t: TFunction, f: Format): Group => ({
  key: 'recent',
  title: t('search:recent'),
  entries: recent.flatMap((r) => {
    const href = pageOf(r.noun, r.id);
    return href ? [{ key: r.id, label: f.name(r), code: codeOf(r), note: t(`audit:noun.${r.noun}`), href }] : [];
  }),
});

/** The screens that the person may open, found by their names in both languages and by their reading. */
export function pageGroup(question: string, me: Me, t: TFunction): Group {
  return {
    key: 'pages',
    title: t('search:pages'),
    entries: navFor(me).flatMap((n) => {
      const key = n.label.split('.').at(-1) ?? '';
      if (!matches(question, ...screenNames(key), readings[key] ?? '')) return [];
      return [{ key: `page ${n.to}`, label: t(n.label), href: String(n.to) }];
    }),
  };
}

/** What can be made new: the screen, and the permission that it takes. */
const makes = [
  { key: 'systems', to: '/systems/new', permission: 'systems:create' },
  { key: 'projects', to: '/projects/new', permission: 'projects:create' },
  { key: 'findings', to: '/findings/new', permission: 'findings:raise' },
  { key: 'procedures', to: '/procedures/new', permission: 'procedures:create' },
  { key: 'datasets', to: '/datasets/new', permission: 'datasets:create' },
  { key: 'plan_actions', to: '/actions/new', permission: 'plan_actions:create' },
  { key: 'logic_models', to: '/logic-models/new', permission: 'logic_models:create' },
  { key: 'pilots', to: '/pilots/new', permission: 'pilots:create' },
  { key: 'meetings', to: '/meetings/new', permission: 'meetings:create' },
  { key: 'imports', to: '/imports/new', permission: 'imports:create' },
] as const;

/** What the person may do from anywhere. */
export function actionGroup(
  question: string,
  me: Me,
  t: TFunction,
  own: { leave: () => void; help: () => void },
): Group {
  const other = prefs().lang === 'ja' ? 'en' : 'ja';
  const roomy = prefs().density === 'comfortable';
  const dark = document.documentElement.dataset.theme === 'dark';
  const all: (Entry & { permission?: string })[] = [
    ...makes.map((m) => ({
      key: `new ${m.key}`,
      label: t('search:new', { noun: t(`audit:noun.${m.key}`) }),
      href: m.to,
      permission: m.permission,
    })),
    { key: 'apply', label: t('search:apply'), href: '/projects', permission: 'gates:apply' },
    { key: 'language', label: t(`search:language.${other}`), run: () => void setLanguage(other) },
    {
      key: 'theme',
      label: t(dark ? 'search:light' : 'search:dark'),
      run: () => setPrefs({ theme: dark ? 'light' : 'dark' }),
    },
    {
      key: 'density',
      label: t(roomy ? 'search:narrowRows' : 'search:wideRows'),
      run: () => setPrefs({ density: roomy ? 'compact' : 'comfortable' }),
    },
    { key: 'account', label: t('shell:person.account'), href: '/account' },
    { key: 'help', label: t('shell:keys.title'), run: own.help },
    { key: 'out', label: t('shell:person.signOut'), run: own.leave },
  ];
  return {
    key: 'actions',
    title: t('search:actions'),
    entries: all.filter(
      (a) =>
        (!a.permission || holds(me, a.permission)) &&
        matches(question, a.label, t(`search:words.${a.key.split(' ')[0]}`)),
    ),
  };
}

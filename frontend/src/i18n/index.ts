import i18next, { type BackendModule, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { prefs, setPrefs } from '@/lib/prefs';
import common from '@/locales/ja/common.json';
import problem from '@/locales/ja/problem.json';
import shell from '@/locales/ja/shell.json';

/** Words that every screen needs come with the app in Japanese; the rest is fetched per noun and language when a route asks. */
const bundled: Resource = { ja: { common, problem, shell } };

const files = import.meta.glob<{ default: Record<string, unknown> }>('../locales/*/*.json');

const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    const load = files[`../locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`no words: ${language}/${namespace}`), null);
    load().then(
      (m) => done(null, m.default),
      (e) => done(e, null),
    );
  },
};

export const i18n = i18next.createInstance();

export async function startI18n(): Promise<void> {
  await i18n
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: prefs().lang,
      fallbackLng: false,
      supportedLngs: ['ja', 'en'],
      ns: ['common', 'problem', 'shell'],
      defaultNS: 'common',
      partialBundledLanguages: true,
      resources: bundled,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** Fetches the words of a noun; a route's loader awaits it, so that no screen shows a key. */
export async function loadWords(...namespaces: string[]): Promise<void> {
  await i18n.loadNamespaces(namespaces);
}

export async function setLanguage(lang: 'ja' | 'en'): Promise<void> {
  await i18n.changeLanguage(lang);
  setPrefs({ lang });
}

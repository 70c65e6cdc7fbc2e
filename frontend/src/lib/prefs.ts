import { useSyncExternalStore } from 'react';
import type { EraStyle } from './era';
import { readStored, writeStored } from './storage';
import type { YenUnit } from './yen';

/** What one reader set for this browser. Nothing here changes what is stored, only how it is shown. */
export interface Prefs {
  lang: 'ja' | 'en';
  theme: 'auto' | 'light' | 'dark';
  density: 'compact' | 'comfortable';
  era: EraStyle;
  yen: YenUnit;
  rail: 'open' | 'narrow';
  /** Groups of the rail that the reader opened or shut; the others are as the rail has them. */
  railGroups: Record<string, boolean>;
}

const key = 'mio.prefs';
const defaults: Prefs = {
  lang: 'ja',
  theme: 'auto',
  density: 'compact',
  era: 'both',
  yen: 'thousand',
  rail: 'open',
  railGroups: {},
};

let current: Prefs = { ...defaults, ...readStored<Partial<Prefs>>(key) };
const listeners = new Set<() => void>();

export const prefs = () => current;

export function setPrefs(patch: Partial<Prefs>): void {
  current = { ...current, ...patch };
  writeStored(key, current);
  applyPrefs();
  for (const l of listeners) l();
}

/** Writes theme, density and language to the root element, where the style sheets read them. */
export function applyPrefs(): void {
  const root = document.documentElement;
  const auto = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.dataset.theme = current.theme === 'auto' ? auto : current.theme;
  root.dataset.density = current.density;
  root.lang = current.lang;
}

/** Applies the preferences now and whenever the system's own theme changes. */
export function watchPrefs(): void {
  applyPrefs();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyPrefs);
}

export function usePrefs(): Prefs {
  return useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => listeners.delete(l);
    },
    () => current,
  );
}

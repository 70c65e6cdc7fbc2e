import { useSyncExternalStore } from 'react';

/** Follows a media query, e.g. useMedia(phone). */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const m = matchMedia(query);
      m.addEventListener('change', changed);
      return () => m.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}

export const phone = '(max-width: 767px)';
/** Wide enough for a list with facets and a preview panel beside it. */
export const wide = '(min-width: 1200px)';
/** Wide enough for facets, list and preview at once. */
export const veryWide = '(min-width: 1680px)';

import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { loadWords, startI18n } from '@/i18n';

// jsdom has no layout, so nothing matches and nothing scrolls.
window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
  }) as unknown as MediaQueryList;
window.scrollTo = () => {};
Element.prototype.scrollIntoView ??= () => {};

beforeAll(async () => {
  await startI18n();
  await loadWords('systems', 'session', 'work');
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

import en from '@/locales/en/shell.json';
import ja from '@/locales/ja/shell.json';

/** How a main screen is called in every language, by the last part of its key: a reader of one may search by the other. */
export const screenNames = (key: string): string[] => [ja.nav, en.nav].map((nav) => nav[key as keyof typeof nav]);

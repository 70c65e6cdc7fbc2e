import type { TFunction } from 'i18next';
import { i18n } from '@/i18n';

/** The ledger's name of a kind of record, in words. */
export const nounWord = (t: TFunction, noun: string): string =>
  i18n.exists(`audit:noun.${noun}`) ? t(`audit:noun.${noun}`) : noun;

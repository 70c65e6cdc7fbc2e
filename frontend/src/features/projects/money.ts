import type { TFunction } from 'i18next';
import type { Format } from '@/i18n/format';
import { yenUnitFor } from '@/lib/yen';

/** An amount as it is read in a sheet of facts: to the yen. */
export function exactYen(t: TFunction, f: Format, yen: number): string {
  // English sets the unit apart from the figure; Japanese does not.
  return `${f.yen(yen, 'yen')}${f.lang === 'en' ? ' ' : ''}${t('common:yenUnit.yen')}`;
}

/** An amount in prose, in the unit that keeps it short; English has no word for 億 and stays with the yen. */
export function shortYen(t: TFunction, f: Format, yen: number): string {
  const unit = yenUnitFor(yen);
  return unit === 'yen' || f.lang === 'en'
    ? exactYen(t, f, yen)
    : t(`common:yen.${unit}`, { amount: f.yen(yen, unit) });
}

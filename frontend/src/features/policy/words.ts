import type { TFunction } from 'i18next';
import { i18n } from '@/i18n';

const word = (t: TFunction, key: string, otherwise: string) => (i18n.exists(key) ? t(key) : otherwise);

/** The policy's names in words; a name that a newer policy brought is shown as it is written there. */
export const objectWord = (t: TFunction, object: string) => word(t, `policy:object.${object}`, object);
export const actionWord = (t: TFunction, object: string, action: string) =>
  word(t, `policy:own.${object}_${action}`, word(t, `policy:action.${action}`, action));
export const conditionWord = (t: TFunction, condition: string) => word(t, `policy:condition.${condition}`, condition);
export const roleWord = (t: TFunction, role: string) => word(t, `common:role.${role}`, role);

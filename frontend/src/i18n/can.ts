import type { TFunction } from 'i18next';
import type { Verdict } from '@/api/types';
import { i18n } from './index';

const word = (t: TFunction, group: string, value: string) =>
  i18n.exists(`common:${group}.${value}`) ? t(`common:${group}.${value}`) : value;

/** "Only …": the roles that could, in one short line for beside the button. */
export function whoCan(t: TFunction, verdict: Verdict): string {
  const roles = (verdict.roles ?? []).map((r) => word(t, 'role', r));
  if (roles.length === 0) return t('common:can.nobody');
  return t('common:can.who', { roles: roles.join(t('common:listSeparator')) });
}

/** What the nearest rule of the policy missed, one line each. */
export function whyNot(t: TFunction, verdict: Verdict): string[] {
  return (verdict.missed ?? []).map((m) => word(t, 'missed', m));
}

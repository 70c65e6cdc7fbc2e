import type { TFunction } from 'i18next';
import { i18n } from '@/i18n';

const word = (t: TFunction, kind: 'object' | 'action', name: string): string =>
  name === '*' ? t(`tokens:any.${kind}`) : i18n.exists(`policy:${kind}.${name}`) ? t(`policy:${kind}.${name}`) : name;

/** What the patterns open, in words: "Systems: read". */
export function scopeWords(t: TFunction, scopes: readonly string[]): string {
  return scopes
    .map((scope) => {
      if (scope === '*:*') return t('tokens:scope.all');
      if (scope === '*:read') return t('tokens:scope.read');
      const [noun = '', action = ''] = scope.split(':');
      return t('tokens:scope.one', { noun: word(t, 'object', noun), action: word(t, 'action', action) });
    })
    .join(t('common:listSeparator'));
}

/** The permissions that a token can carry, as the server decides it: none that would open a session, a token or an account. */
export const carriable = (permissions: readonly string[]): string[] =>
  permissions.filter((p) => !/^(session|tokens):/.test(p) && p !== 'people:account');

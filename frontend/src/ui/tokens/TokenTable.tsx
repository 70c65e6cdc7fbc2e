import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Token } from '@/api/tokens';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '../act/ActDialog';
import { useAct } from '../act/useAct';
import { Button } from '../Button';
import { StatusChip, type Tone } from '../StatusChip';
import { toast } from '../toast';
import { scopeWords } from './scopes';

const tones: Record<Token['state'], Tone> = { live: 'good', expired: 'unknown', revoked: 'bad' };

/** API tokens with what each opens, until when, and when it last did; the live ones can be ended here. */
export function TokenTable({ items, onRevoke }: { items: Token[]; onRevoke: (id: string) => Promise<unknown> }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [ending, setEnding] = useState<Token | null>(null);
  const act = useAct({
    send: async () => ending && onRevoke(ending.id),
    onDone: () => toast(t('tokens:revoked', { name: ending?.label })),
  });
  if (items.length === 0) return <p className="text-ink-soft">{t('tokens:none')}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label={t('tokens:title')} tabIndex={0} className="overflow-x-auto">
        <table className="w-full">
          <thead>
            <tr className="border-line-strong border-b text-left text-ink-soft text-note">
              <th scope="col" className="py-1 pr-2 font-normal">
                {t('tokens:label')}
              </th>
              <th scope="col" className="px-2 py-1 font-normal max-sm:hidden">
                {t('tokens:scopes')}
              </th>
              <th scope="col" className="px-2 py-1 font-normal">
                {t('tokens:state')}
              </th>
              <th scope="col" className="px-2 py-1 font-normal max-sm:hidden">
                {t('tokens:lastUsedAt')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {items.map((token) => (
              <tr key={token.id} className="h-row border-line border-b align-top">
                <th scope="row" className="py-2 pr-2 text-left font-normal">
                  {token.label} <code className="text-ink-soft text-note">…{token.ending}</code>
                  {/* On a phone what it opens and its last use stand below the name. */}
                  <span className="block text-ink-soft text-note sm:hidden">{scopeWords(t, token.scopes)}</span>
                  <span className="block text-ink-soft text-note sm:hidden">
                    {t('tokens:lastUsedAt')} {token.lastUsedAt ? f.instant(token.lastUsedAt) : t('tokens:never')}
                  </span>
                </th>
                <td className="px-2 py-2 max-sm:hidden">{scopeWords(t, token.scopes)}</td>
                <td className="px-2 py-2">
                  <StatusChip tone={tones[token.state]}>{t(`tokens:is.${token.state}`)}</StatusChip>
                  <span className="block text-ink-soft text-note sm:whitespace-nowrap">
                    {t('tokens:until', { day: f.day(token.expiresOn) })}
                  </span>
                </td>
                <td className="px-2 py-2 max-sm:hidden">
                  {token.lastUsedAt ? f.instant(token.lastUsedAt) : t('tokens:never')}
                </td>
                <td className="py-1 text-right">
                  {token.state === 'live' && (
                    <Button
                      variant="quiet"
                      label={`${t('tokens:revoke')}: ${token.label}`}
                      onPress={() => setEnding(token)}
                    >
                      {t('tokens:revoke')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {ending && (
        <ActDialog
          title={t('tokens:ask', { name: ending.label })}
          effect={t('tokens:effect')}
          verb={t('tokens:revoke')}
          danger
          act={act}
          isOpen
          onClose={() => setEnding(null)}
        />
      )}
    </>
  );
}

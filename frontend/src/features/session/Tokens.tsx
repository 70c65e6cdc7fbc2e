import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MadeToken, ownTokensOptions, revokeOwnToken } from '@/api/tokens';
import { Button } from '@/ui/Button';
import { FailedState, SkeletonRows } from '@/ui/states';
import { TokenTable } from '@/ui/tokens/TokenTable';
import { TokenDialog } from './TokenDialog';
import { TokenKey } from './TokenKey';

/** The keys with which my own programs call the API. */
export function Tokens({ permissions }: { permissions: readonly string[] }) {
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeToken | null>(null);
  const { data, error, refetch } = useQuery(ownTokensOptions());
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} columns={4} />;
  return (
    <>
      <p className="measure">{t('tokens:intro')}</p>
      <TokenTable items={data.items} onRevoke={revokeOwnToken} />
      <span>
        <Button onPress={() => setMaking(true)}>{t('tokens:make')}</Button>
      </span>
      {making && <TokenDialog permissions={permissions} onClose={() => setMaking(false)} onMade={setMade} />}
      {made && <TokenKey made={made} onClose={() => setMade(null)} />}
    </>
  );
}

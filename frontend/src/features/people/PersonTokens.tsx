import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { revokeTokenOf, tokensOfOptions } from '@/api/tokens';
import { Section } from '@/ui/Page';
import { FailedState, SkeletonRows } from '@/ui/states';
import { TokenTable } from '@/ui/tokens/TokenTable';

/** The API tokens of somebody else, for whoever handles accounts. */
export function PersonTokens({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(tokensOfOptions(id));
  return (
    <Section title={t('tokens:title')}>
      {error && <FailedState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={1} columns={4} />}
      {data && <TokenTable items={data.items} onRevoke={(tokenId) => revokeTokenOf(id, tokenId)} />}
    </Section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { matrixOptions } from '@/api/policy';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonRows } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { Explainer } from './Explainer';
import { MatrixView } from './MatrixView';
import type { PolicySearch } from './search';

/** Who may do what, from the rules in force, and why somebody may not. */
export function PolicyPage({ search, onSearch }: { search: PolicySearch; onSearch: (patch: PolicySearch) => void }) {
  const { t } = useTranslation();
  const { data: matrix, error, refetch } = useQuery(matrixOptions());
  if (error && !matrix) return <FailedState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="print-wide flex flex-col gap-4">
      <PageHead
        title={t('policy:title')}
        answer={
          matrix && (
            <>
              {t('policy:answer', {
                roles: matrix.roles.length,
                rows: matrix.rows.length,
                denies: matrix.denies.length,
              })}{' '}
              <span className="select-all" title={matrix.sha256}>
                {t('policy:version', { version: matrix.version })}
              </span>
            </>
          )
        }
      />
      {!matrix ? (
        <SkeletonRows columns={8} />
      ) : (
        <Tabs
          label={t('policy:title')}
          chosen={search.tab ?? 'matrix'}
          onChange={(tab) => onSearch({ tab: tab === 'ask' ? 'ask' : undefined })}
          tabs={[
            {
              key: 'matrix',
              label: t('policy:tabs.matrix'),
              content: <MatrixView matrix={matrix} search={search} onSearch={onSearch} />,
            },
            {
              key: 'ask',
              label: t('policy:tabs.ask'),
              content: <Explainer matrix={matrix} search={search} onSearch={onSearch} />,
            },
          ]}
        />
      )}
    </div>
  );
}

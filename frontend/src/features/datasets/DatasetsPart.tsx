import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DatasetScope, datasetsOptions } from '@/api/datasets';
import { useFormat } from '@/i18n/format';
import { ButtonLink, Link } from '@/ui/Link';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { FreshChip, PublicationText, ScoreChip, Stars } from './Chips';

const shown = 50;

/** The data that a system holds. */
export function DatasetsPart({ scope }: { scope: DatasetScope }) {
  const { t } = useTranslation();
  const f = useFormat();
  const list = useQuery(datasetsOptions({ ...scope, sort: '-useCount', limit: shown }));
  if (list.error && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows />;
  if (list.data.items.length === 0)
    return <EmptyState title={t('datasets:noneHere')} hint={t('datasets:noneHereHint')} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="no-print flex justify-end">
        <ButtonLink to="/datasets" search={{ ...scope }}>
          {t('datasets:showAll', { total: f.number(list.data.total) })}
        </ButtonLink>
      </div>
      <ul className="border-line border-t">
        {list.data.items.map((x) => (
          <li key={x.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2">
            <span className="w-24">
              <ScoreChip item={x} />
            </span>
            <span className="min-w-0 flex-1 basis-64">
              <Link to="/datasets/$id" params={{ id: x.id }}>
                {f.name(x)}
              </Link>{' '}
              <span className="text-ink-soft text-note">
                {x.code} · {f.pick(x.sectionName, x.sectionNameEn)}
              </span>
            </span>
            <Stars n={x.stars} />
            <FreshChip item={x} />
            <PublicationText item={x} />
          </li>
        ))}
      </ul>
    </div>
  );
}

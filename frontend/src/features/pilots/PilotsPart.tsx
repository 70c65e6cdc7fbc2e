import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type PilotScope, pilotsOptions } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { ShareFigure, StandingChip } from './Chips';

/** The pilots of a project. */
export function PilotsPart({ scope }: { scope: PilotScope }) {
  const { t } = useTranslation();
  const f = useFormat();
  const list = useQuery(pilotsOptions({ ...scope, limit: 50 }));
  if (list.error && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows />;
  if (list.data.items.length === 0) return <EmptyState title={t('pilots:noneHere')} hint={t('pilots:noneHereHint')} />;
  return (
    <ul className="border-line border-t">
      {list.data.items.map((x) => (
        <li key={x.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2">
          <span className="w-36">
            <StandingChip item={x} />
          </span>
          <span className="min-w-0 flex-1 basis-64">
            <Link to="/pilots/$id" params={{ id: x.id }} className="min-h-6 py-0.5">
              {f.name(x)}
            </Link>{' '}
            <span className="text-note text-ink-soft">
              {x.code} · {f.pick(x.business, x.businessEn)}
            </span>
          </span>
          <ShareFigure share={x.share} />
        </li>
      ))}
    </ul>
  );
}

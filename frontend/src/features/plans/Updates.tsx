import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Action, updatesOptions } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonText } from '@/ui/states';
import { declaredTone, quarterWord } from './model';

/** What was published, the newest first. */
export function Updates({ action }: { action: Action }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error, refetch } = useQuery(updatesOptions(action.id));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={4} />;
  if (data.items.length === 0) return <EmptyState title={t('actions:noUpdates')} hint={t('actions:noUpdatesHint')} />;
  return (
    <ol className="flex flex-col">
      {data.items.map((u) => (
        <li key={u.id} className="flex flex-col gap-1 border-line border-b py-3">
          <span className="flex flex-wrap items-baseline gap-x-4">
            <b>{f.day(u.asOf)}</b>
            <StatusChip tone={declaredTone[u.status] ?? 'unknown'}>{t(`actions:declared.${u.status}`)}</StatusChip>
            {typeof u.progress === 'number' && <span>{f.percent(u.progress)}</span>}
            <span className="text-ink-soft text-note">{u.publishedByName}</span>
          </span>
          <span className="measure whitespace-pre-line">{u.text}</span>
          {(u.done ?? []).map((d) => (
            <span key={d.quarter} className="text-ink-soft text-note">
              {t('actions:reachedThen', { quarter: quarterWord(t, f, d.quarter), on: f.day(d.on) })}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

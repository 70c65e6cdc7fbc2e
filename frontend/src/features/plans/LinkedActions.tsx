import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { actionsOptions } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { EmptyState, FailedState, SkeletonText } from '@/ui/states';
import { DeclaredChip, EvidenceChip } from './Chips';

/** The actions of plans that a project or a system carries. */
export function LinkedActions(of: { projectId?: string; systemId?: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error, refetch } = useQuery(actionsOptions({ ...of, limit: 200 }));
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={4} />;
  if (data.items.length === 0) return <EmptyState title={t('actions:noneLinked')} hint={t('actions:noneLinkedHint')} />;
  return (
    <ul className="flex flex-col">
      {data.items.map((a) => (
        <li key={a.id} className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-2">
          <Link to="/actions/$id" params={{ id: a.id }}>
            {f.name(a)}
          </Link>
          <span className="text-ink-faint text-note">{a.code}</span>
          <EvidenceChip item={a} />
          <DeclaredChip item={a} />
          <span className="text-ink-soft text-note">{f.pick(a.planName, a.planNameEn)}</span>
        </li>
      ))}
    </ul>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type FindingItem, type FindingScope, findingsOptions, summaryOptions } from '@/api/findings';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { ButtonLink, Link } from '@/ui/Link';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { BandChip, DueText, StateChip } from './Chips';
import { SummaryTiles } from './Summary';

const shown = 50;

/** The findings on a system or project, the most urgent first, and the way to raise one. */
export function FindingsPart({ scope }: { scope: FindingScope }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meOptions());
  const list = useQuery(findingsOptions({ ...scope, sort: '-attention', limit: shown }));
  const summary = useQuery(summaryOptions(scope)).data;
  if (list.error && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows />;
  const raise = holds(me, 'findings:raise') && (
    <ButtonLink to="/findings/new" search={{ systemId: scope.systemId, projectId: scope.projectId }}>
      {t('findings:raiseHere')}
    </ButtonLink>
  );
  if (list.data.items.length === 0)
    return <EmptyState title={t('findings:noneHere')} hint={t('findings:noneHereHint')} action={raise} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="no-print flex flex-wrap items-center justify-end gap-2">
        <ButtonLink to="/findings" search={{ ...scope }}>
          {t('findings:showAll')}
        </ButtonLink>
        {raise}
      </div>
      {summary && <SummaryTiles summary={summary} />}
      <ul className="border-line border-t">
        {list.data.items.map((x) => (
          <Row key={x.id} item={x} />
        ))}
      </ul>
    </div>
  );
}

function Row({ item: x }: { item: FindingItem }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2">
      <span className="w-40">
        <StateChip item={x} />
      </span>
      <span className="w-20">
        <BandChip band={x.band} />
      </span>
      <span className="min-w-0 flex-1 basis-64">
        <Link to="/findings/$id" params={{ id: x.id }}>
          {f.name(x)}
        </Link>{' '}
        <span className="text-ink-soft text-note">
          {x.code} · {f.pick(x.sectionName, x.sectionNameEn)}
        </span>
      </span>
      <span className="whitespace-nowrap">
        <DueText item={x} />
        {x.overdue && (
          <span className="ml-2 text-bad text-note">{t('findings:daysLate', { count: x.overdueDays })}</span>
        )}
      </span>
    </li>
  );
}

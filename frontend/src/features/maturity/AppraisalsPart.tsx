import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AppraisalItem, appraisalsOptions } from '@/api/maturity';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { ButtonLink, Link } from '@/ui/Link';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { StateChip } from './Chips';

const shown = 50;

/** The appraisals of a project, the latest year first, with both views of a year beneath each other. */
export function AppraisalsPart({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meOptions());
  const list = useQuery(appraisalsOptions({ projectId, sort: '-fiscalYear', limit: shown }));
  if (list.error && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows />;
  const create = holds(me, 'maturity:rate') && (
    <ButtonLink to="/maturity/appraisals/new" search={{ projectId }}>
      {t('maturity:new')}
    </ButtonLink>
  );
  if (list.data.items.length === 0)
    return <EmptyState title={t('maturity:noneHere')} hint={t('maturity:noneHereHint')} action={create} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="no-print flex flex-wrap items-center justify-end gap-2">
        <ButtonLink to="/maturity/appraisals" search={{ projectId }}>
          {t('maturity:showAll')}
        </ButtonLink>
        {create}
      </div>
      <ul className="border-line border-t">
        {list.data.items.map((a) => (
          <Row key={a.id} item={a} />
        ))}
      </ul>
    </div>
  );
}

function Row({ item: a }: { item: AppraisalItem }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2">
      <span className="w-28">
        <StateChip state={a.state} />
      </span>
      <span className="min-w-0 flex-1 basis-64">
        <Link to="/maturity/appraisals/$id" params={{ id: a.id }}>
          {f.fiscalYear(a.fiscalYear)} · {t(`maturity:view.${a.kind}`)}
        </Link>{' '}
        <span className="text-ink-soft text-note">
          {a.code} · {f.pick(a.modelName, a.modelNameEn)}
        </span>
      </span>
      <span className="whitespace-nowrap">
        {t('maturity:levelIs', { level: a.level ?? t('maturity:unknown') })}
        {a.pending > 0 && (
          <span className="ml-2 text-note text-warn">{t('maturity:pendingHere', { count: a.pending })}</span>
        )}
      </span>
    </li>
  );
}

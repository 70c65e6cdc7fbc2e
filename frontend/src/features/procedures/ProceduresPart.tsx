import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ProcedureScope, proceduresOptions, summaryOptions } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { ButtonLink, Link } from '@/ui/Link';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { ClassText, ProgressChip } from './Chips';
import { ProcedureTiles } from './Tiles';

const shown = 50;

/** The procedures that a system handles or a project brings online, the most used first. */
export function ProceduresPart({ scope }: { scope: ProcedureScope }) {
  const { t } = useTranslation();
  const f = useFormat();
  const list = useQuery(proceduresOptions({ ...scope, sort: '-volume', limit: shown }));
  const summary = useQuery(summaryOptions(scope)).data;
  if (list.error && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows />;
  if (list.data.items.length === 0)
    return <EmptyState title={t('procedures:noneHere')} hint={t('procedures:noneHereHint')} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="no-print flex justify-end">
        <ButtonLink to="/procedures" search={{ ...scope }}>
          {t('procedures:showAll', { total: f.number(summary?.total.value ?? list.data.total) })}
        </ButtonLink>
      </div>
      {summary && <ProcedureTiles summary={summary} />}
      <ul className="border-line border-t">
        {list.data.items.map((x) => (
          <li key={x.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2">
            <span className="w-36">
              <ProgressChip item={x} />
            </span>
            <span className="min-w-0 flex-1 basis-64">
              <Link to="/procedures/$id" params={{ id: x.id }}>
                {f.name(x)}
              </Link>{' '}
              <span className="text-ink-soft text-note">
                {x.code} · {f.pick(x.sectionName, x.sectionNameEn)}
              </span>
            </span>
            <span>
              <ClassText value={x.currentClass} /> → <ClassText value={x.potentialClass} />
            </span>
            <span className="num whitespace-nowrap sm:w-32">
              {x.volume === null
                ? t('procedures:volumeUnknown')
                : t('procedures:perYear', { count: x.volume, n: f.number(x.volume) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Condition, conditionFacetsOptions, conditionsOptions } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { Link } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { ConditionChip, CriticalityWord } from './Chips';
import { ConditionCards } from './Conditions';
import { ConditionDue, conditionColumns, ProjectName } from './columns';
import { conditionCounts, conditionFacets, conditionSort, conditionsQuery } from './search';

/** Every condition that an approval laid down: what is late, what is critical, what waits to be verified. */
export function ConditionList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const onSearch = useTableSearch();
  const { data, error, isFetching, refetch } = useQuery(conditionsOptions(conditionsQuery(search)));
  const counts = useQuery(conditionFacetsOptions(conditionsQuery(search)));
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('gates:conditionsTitle')}
        answer={<Answer />}
        actions={<Link to="/gates">{t('gates:toBoard')}</Link>}
      />
      <DataTable
        title={t('gates:conditionsTitle')}
        columns={conditionColumns}
        facets={conditionFacets}
        counts={counts.data && conditionCounts(counts.data)}
        data={data}
        error={error}
        isFetching={isFetching}
        onRetry={() => void refetch()}
        sort={conditionSort}
        search={search}
        onSearch={onSearch}
        rowLink={(c) => ({ to: '/projects/$id/gates/$gate', params: { id: c.projectId, gate: c.gate } })}
        rowName={(c) => c.text}
        card={(c) => ({
          title: c.text,
          status: <ConditionChip condition={c} />,
          facts: [
            <span key="weight">
              {c.projectCode} {c.gate} <CriticalityWord criticality={c.criticality} />
            </span>,
            <CardFacts key="facts" condition={c} />,
          ],
        })}
        preview={(c) => (
          <div className="flex flex-col gap-3">
            <h2 className="text-section">
              <ProjectName record={c} />
            </h2>
            <ConditionCards conditions={[c]} withGate />
          </div>
        )}
        empty={{ title: t('gates:conditionsEmpty.title'), hint: t('gates:conditionsEmpty.hint') }}
      />
    </div>
  );
}

function CardFacts({ condition: c }: { condition: Condition }) {
  const f = useFormat();
  return (
    <>
      {f.pick(c.ownerName, c.ownerNameEn)} <ConditionDue condition={c} />
    </>
  );
}

const unsettled = 'open,reported';
const useTotal = (filter: Record<string, string>) => useQuery(conditionsOptions({ ...filter, limit: 1 })).data?.total;

function Answer() {
  const { t } = useTranslation();
  const f = useFormat();
  const overdue = useTotal({ overdue: 'true' });
  const critical = useTotal({ state: unsettled, criticality: 'critical' });
  const reported = useTotal({ state: 'reported' });
  const open = useTotal({ state: unsettled });
  if ([overdue, critical, reported, open].includes(undefined)) return <span>{t('common:loading')}</span>;
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 [&>a]:min-h-6">
      <Link to="/gates/conditions" search={{ overdue: 'true' }} className="font-bold">
        {t('gates:list.overdue', { count: overdue })}
      </Link>
      <Link to="/gates/conditions" search={{ criticality: 'critical', conditionState: unsettled }}>
        {t('gates:list.critical', { count: critical })}
      </Link>
      <Link to="/gates/conditions" search={{ conditionState: 'reported' }}>
        {t('gates:list.reported', { count: reported })}
      </Link>
      <span>{t('gates:list.of', { count: open, on: f.day(today()) })}</span>
    </span>
  );
}

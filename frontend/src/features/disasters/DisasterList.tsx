import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DisasterItem, disastersOptions } from '@/api/disasters';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { DrillMark } from './Chips';
import { disasterFacets, disasterFields, disasterSort, disasterState, disastersQuery } from './fields';

function PhaseChip({ item }: { item: DisasterItem }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      {item.state === 'running' ? (
        <StatusChip tone={item.drill ? 'warn' : 'bad'}>{t('disasters:phase.running')}</StatusChip>
      ) : (
        <span className="text-ink-soft">{t('disasters:phase.ended')}</span>
      )}
      <DrillMark drill={item.drill} />
    </span>
  );
}

/** Which disasters and drills were there, and which run? */
export function DisasterList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const list = useQuery(disastersOptions(disastersQuery(search)));
  const { data: me } = useQuery(meOptions());
  const answered = (x: DisasterItem) => t('disasters:answeredOf', { n: f.number(x.answered), of: f.number(x.asked) });
  const columns = useMemo(
    () =>
      columnsOf<DisasterItem>([...disasterFields.slice(0, 1), ...disasterState, ...disasterFields.slice(1)], {
        name: (x) => f.name(x),
        state: (x) => <PhaseChip item={x} />,
        answered: (x) => t('disasters:answeredOf', { n: f.number(x.answered), of: f.number(x.asked) }),
      }),
    [f, t],
  );
  const create = holds(me, 'disasters:declare') && <MainLink to="/disasters/new">{t('disasters:new')}</MainLink>;
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('disasters:title')} answer={t('disasters:answer')} actions={create} />
      <DataTable<DisasterItem>
        title={t('disasters:title')}
        columns={columns}
        facets={disasterFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={disasterSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/disasters/$id', params: { id: x.id } })}
        rowName={(x) => f.name(x)}
        card={(x) => ({
          title: f.name(x),
          status: <PhaseChip item={x} />,
          facts: [f.instant(x.startedAt ?? undefined), answered(x)],
        })}
        empty={{ title: t('disasters:empty'), hint: t('disasters:emptyHint'), action: create }}
      />
    </div>
  );
}

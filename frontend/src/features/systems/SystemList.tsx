import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { holds, meOptions } from '@/api/session';
import { type SystemItem, systemFacetsOptions, systemsOptions } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { MainLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { systemColumns } from './columns';
import { systemFacets, systemSort, systemsQuery } from './fields';
import { freshTone } from './model';
import { SystemPreview } from './SystemPreview';

/** What do we run, who owns it, what is risky or expiring? */
export function SystemList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = systemsQuery(search);
  const list = useQuery(systemsOptions(query));
  const counts = useQuery(systemFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(() => systemColumns(t, f, today()), [t, f]);
  const create = holds(me, 'systems:create') && <MainLink to="/systems/new">{t('systems:new')}</MainLink>;
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((s) => [s.ownerId, f.pick(s.ownerName, s.ownerNameEn)]),
  );

  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('systems:title')}
        answer={<Answer counts={counts.data} total={list.data?.total} capped={list.data?.totalCapped} />}
        actions={create}
      />
      <DataTable<SystemItem>
        title={t('systems:title')}
        columns={columns}
        facets={systemFacets}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={systemSort}
        search={search}
        onSearch={onSearch}
        rowLink={(s) => ({ to: '/systems/$id', params: { id: s.id } })}
        rowName={(s) => f.name(s)}
        card={(s) => ({
          title: f.name(s),
          status: <StatusChip tone={freshTone[s.freshness]}>{t(`systems:freshness.${s.freshness}`)}</StatusChip>,
          facts: [
            f.pick(s.ownerName, s.ownerNameEn),
            `${t('systems:field.criticality')} ${t(`systems:criticality.${s.criticality}`)}`,
          ],
        })}
        preview={(s) => <SystemPreview item={s} onClose={() => onSearch({ row: undefined }, true)} />}
        empty={{ title: t('systems:empty'), hint: t('systems:emptyHint'), action: create }}
        filterNames={names}
      />
    </div>
  );
}

/** The first glance in words: how many, how many of them carry the city, how many face its people. */
function Answer({
  counts,
  total,
  capped,
}: {
  counts?: Record<string, Record<string, number>>;
  total?: number;
  capped?: boolean;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  if (total === undefined) return null;
  const all = t(capped ? 'common:totalCapped' : 'common:total', { shown: f.number(total) });
  if (!counts) return all;
  return t('systems:answer', {
    all,
    critical: f.number(counts.criticality?.critical ?? 0),
    citizens: f.number(counts.citizenFacing?.true ?? 0),
    renewal: f.number(counts.phase?.renewal_review ?? 0),
  });
}

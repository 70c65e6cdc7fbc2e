import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Case, caseFacetsOptions, casesOptions } from '@/api/pilots';
import { holds, meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { ButtonLink } from '@/ui/Link';
import { PageHead } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { caseFacets, caseFields, caseNarrowed, caseSort, casesQuery } from './fields';
import { PilotNav } from './PilotNav';

/** Which cases were tried, which answers were wrong, and which of these has nobody looked at? */
export function CaseList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = casesQuery(search);
  const list = useQuery(casesOptions(query));
  const counts = useQuery(caseFacetsOptions(query));
  const { data: me } = useQuery(meOptions());
  const columns = useMemo(
    () =>
      columnsOf<Case>(caseFields, {
        pilotId: (x) => f.pick(x.pilotName, x.pilotNameEn),
        checkedById: (x) =>
          x.checkedById ? (
            f.pick(x.checkedByName, x.checkedByNameEn)
          ) : (
            <StatusChip tone={x.rank === 'none' ? 'bad' : 'unknown'}>{t('pilot_cases:unchecked')}</StatusChip>
          ),
        saved: (x) =>
          x.saved === null ? <span className="text-unknown">{t('common:chart.unknown')}</span> : f.number(x.saved),
      }),
    [t, f],
  );
  const items = list.data?.items ?? [];
  const names = Object.fromEntries(
    items.flatMap((x) => [
      [x.pilotId, f.pick(x.pilotName, x.pilotNameEn)],
      [x.wardId, f.pick(x.wardName, x.wardNameEn)],
    ]),
  );
  const wrong = counts.data?.rank?.none ?? 0;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('pilot_cases:title')}
        answer={
          list.data &&
          t('pilot_cases:answer', {
            total: t(list.data.totalCapped ? 'common:totalCapped' : 'common:total', {
              shown: f.number(list.data.total),
            }),
            wrong: f.number(wrong),
          })
        }
        actions={
          holds(me, 'pilots:record') && (
            <>
              {holds(me, 'imports:create') && <ButtonLink to="/imports">{t('pilot_cases:import')}</ButtonLink>}
              <ButtonLink
                to="/pilots/cases/new"
                search={{ pilotId: typeof search.pilotId === 'string' ? search.pilotId : undefined }}
              >
                {t('pilot_cases:new')}
              </ButtonLink>
            </>
          )
        }
      />
      <PilotNav />
      <DataTable<Case>
        title={t('pilot_cases:title')}
        columns={columns}
        facets={caseFacets}
        narrowed={caseNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={caseSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/pilots/cases/$id', params: { id: x.id } })}
        rowName={(x) => x.code ?? ''}
        card={(x) => ({
          title: x.code ?? '',
          status: t(`pilot_cases:rank.${x.rank}`),
          facts: [f.pick(x.pilotName, x.pilotNameEn), f.pick(x.wardName, x.wardNameEn)],
        })}
        empty={{ title: t('pilot_cases:empty'), hint: t('pilot_cases:emptyHint') }}
        filterNames={names}
      />
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { disasterOptions, type Row, targetsOptions } from '@/api/disasters';
import { useFormat } from '@/i18n/format';
import { columnsOf } from '@/ui/fields/columns';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import type { TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { DrillMark, ReportedAt, StateChip } from './Chips';
import { targetColumns, targetFacets, targetSort, targetsQuery } from './fields';

/** The rows behind a figure of the board: whom to call about what. */
export function TargetList({ id, search }: { id: string; search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const { data: d } = useQuery(disasterOptions(id));
  const list = useQuery(targetsOptions(id, targetsQuery(search)));
  const columns = useMemo(
    () =>
      columnsOf<Row>(targetColumns, {
        name: (r) => f.name(r),
        state: (r) => <StateChip row={r} />,
        sectionId: (r) => f.pick(r.sectionName, r.sectionNameEn),
        postId: (r) => f.pick(r.postTitle, r.postTitleEn) || t('disasters:noPost'),
        remark: (r) => r.note,
        at: (r) => <ReportedAt row={r} />,
      }),
    [f, t],
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('disasters:targets.title')}
        answer={
          d && (
            <span className="flex flex-wrap gap-x-3">
              <DrillMark drill={d.drill} />
              {f.name(d)}
            </span>
          )
        }
      />
      <DataTable<Row>
        title={t('disasters:targets.title')}
        columns={columns}
        facets={targetFacets}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={targetSort}
        search={search}
        onSearch={onSearch}
        rowLink={(r) =>
          r.subject === 'system'
            ? { to: '/systems/$id', params: { id: r.id } }
            : { to: '/organisations/$id', params: { id: r.id } }
        }
        rowName={(r) => f.name(r)}
        card={(r) => ({
          title: f.name(r),
          status: <StateChip row={r} />,
          facts: [f.pick(r.postTitle, r.postTitleEn) || t('disasters:noPost'), <ReportedAt key="at" row={r} />],
        })}
        empty={{ title: t('disasters:targets.empty') }}
      />
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type DirectiveItem,
  directiveFacetsOptions,
  directiveSummaryOptions,
  directivesOptions,
} from '@/api/directives';
import { useFormat } from '@/i18n/format';
import { figureLink } from '@/lib/figure';
import { FigureTile } from '@/ui/FigureTile';
import { columnsOf } from '@/ui/fields/columns';
import { PageHead } from '@/ui/Page';
import { DataTable } from '@/ui/table/DataTable';
import { isFiltered, type TableSearch } from '@/ui/table/search';
import { useTableSearch } from '@/ui/table/useTableSearch';
import { DirectiveChip } from './Chips';
import {
  directiveFacets,
  directiveFields,
  directiveFilters,
  directiveNarrowed,
  directiveSort,
  directivesQuery,
} from './fields';

/** What has the headquarters told somebody to do, what is late, and what is said to be done? */
export function DirectiveList({ search }: { search: TableSearch }) {
  const { t } = useTranslation();
  const f = useFormat();
  const onSearch = useTableSearch();
  const query = directivesQuery(search);
  const list = useQuery(directivesOptions(query));
  const counts = useQuery(directiveFacetsOptions(query));
  const s = useQuery(directiveSummaryOptions()).data;
  const columns = useMemo(
    () =>
      columnsOf<DirectiveItem>(directiveFields, {
        title: (x) => x.title,
        state: (x) => <DirectiveChip {...x} />,
        meetingNumber: (x) => t('directives:meetingNo', { n: x.meetingNumber }),
      }),
    [t],
  );
  const names = Object.fromEntries(
    (list.data?.items ?? []).map((x) => [x.ownerId, f.pick(x.ownerName, x.ownerNameEn)]),
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('directives:title')}
        answer={
          s &&
          t('directives:answer', {
            open: f.number(s.open.value ?? 0),
            late: f.number(s.overdue.value ?? 0),
            reported: f.number(s.reported.value ?? 0),
          })
        }
      />
      {s && !isFiltered(search, directiveFilters) && (
        <div className="flex flex-wrap gap-2">
          {(['open', 'overdue', 'unreported', 'reported', 'done'] as const).map((key) => (
            <FigureTile
              key={key}
              label={t(`directives:figure.${key}`)}
              figure={f.number(s[key].value ?? 0)}
              unit={t('directives:unit')}
              tone={key === 'overdue' ? ((s.overdue.value ?? 0) > 0 ? 'bad' : 'good') : undefined}
              link={figureLink(s[key].rows)}
            />
          ))}
        </div>
      )}
      <DataTable<DirectiveItem>
        title={t('directives:title')}
        columns={columns}
        facets={directiveFacets}
        narrowed={directiveNarrowed}
        counts={counts.data}
        data={list.data}
        error={list.error}
        isFetching={list.isFetching}
        onRetry={() => void list.refetch()}
        sort={directiveSort}
        search={search}
        onSearch={onSearch}
        rowLink={(x) => ({ to: '/directives/$id', params: { id: x.id } })}
        rowName={(x) => x.title}
        card={(x) => ({
          title: x.title,
          status: <DirectiveChip {...x} />,
          facts: [f.pick(x.ownerName, x.ownerNameEn), t('directives:until', { on: f.day(x.dueOn) })],
        })}
        empty={{ title: t('directives:empty'), hint: t('directives:emptyHint') }}
        filterNames={names}
      />
    </div>
  );
}

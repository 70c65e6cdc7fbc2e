import type { LinkProps } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Facets as Counts, Page } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import type { Field } from '@/lib/fields';
import { usePrefs } from '@/lib/prefs';
import { phone, useMedia, veryWide, wide } from '@/lib/useMedia';
import { Button } from '../Button';
import type { Column } from '../fields/columns';
import { Sheet } from '../Overlay';
import { Pagination } from '../Pagination';
import { EmptyState, FailedState, SkeletonRows } from '../states';
import { Cards } from './Cards';
import { Facets } from './Facets';
import { Grid } from './Grid';
import { isFiltered, pageSize, type TablePatch, type TableSearch, withoutFilters } from './search';
import { Toolbar } from './Toolbar';

export type RowLink = Pick<LinkProps, 'to' | 'params' | 'search'>;

export interface CardFace {
  title: ReactNode;
  status?: ReactNode;
  /** The two facts that matter. */
  facts: ReactNode[];
}

export interface DataTableProps<R extends { id: string }> {
  /** Names the table to screen readers and on paper. */
  title: string;
  columns: Column<R>[];
  /** The fields offered as filters at the left: choices as boxes, references as a search. */
  facets: readonly Field[];
  /** Filters that come with a figure and are not offered beside the table: shown while they hold, and dropped one by one. */
  narrowed?: readonly Field[];
  /** Rows per value of each filter, where the server counts them. */
  counts?: Counts;
  /** What the route's query gave. */
  data: Page<R> | undefined;
  error: unknown;
  isFetching: boolean;
  onRetry: () => void;
  /** The order when the address names none. */
  sort: string;
  limit?: number;
  search: TableSearch;
  /** Writes into the address; replace leaves no step for Back (typing, moving along rows). */
  onSearch: (patch: TablePatch, replace?: boolean) => void;
  rowLink: (row: R) => RowLink;
  /** What a row is called: its link's name. */
  rowName: (row: R) => string;
  card: (row: R) => CardFace;
  /** The panel at the right; without it a row opens its page at once. */
  preview?: (row: R) => ReactNode;
  /** A line across the table under a row, where there is one to say. */
  below?: (row: R) => ReactNode;
  /** Filters behind a button even on a wide screen: for tables that need all the width. */
  wide?: boolean;
  /** For a list without any rows and any filter. */
  empty: { title: string; hint?: string; action?: ReactNode };
  /** Names of references chosen as filters, where rows know them. */
  filterNames?: Record<string, string>;
}

/** A noun's list: facets, table and preview, all of its state in the address. */
export function DataTable<R extends { id: string }>(props: DataTableProps<R>) {
  const {
    title,
    data,
    error,
    isFetching,
    onRetry,
    search,
    onSearch,
    facets,
    narrowed = [],
    limit = pageSize,
    preview,
    rowName,
    rowLink,
  } = props;
  const { t } = useTranslation();
  const f = useFormat();
  const prefs = usePrefs();
  const isPhone = useMedia(phone);
  const isWide = useMedia(wide);
  const isVeryWide = useMedia(veryWide);
  const [filtering, setFiltering] = useState(false);
  const filters = [...facets, ...narrowed].map((x) => x.key);
  const filtered = isFiltered(search, filters);
  const rows = data?.items ?? [];
  const row = preview && search.row ? rows.find((r) => r.id === search.row) : undefined;
  // Facets, table and preview side by side need a large screen; elsewhere the preview takes the facets' place.
  const facetsBeside = isWide && !props.wide && (!row || isVeryWide);
  const close = () => onSearch({ row: undefined }, true);
  const facetPane = facets.length > 0 && (
    <Facets fields={facets} counts={props.counts} search={search} onSearch={onSearch} names={props.filterNames} />
  );

  let body: ReactNode;
  if (error && !data) body = <FailedState error={error} onRetry={onRetry} />;
  else if (!data) body = <SkeletonRows />;
  else if (rows.length === 0 && !filtered && (search.page ?? 1) === 1) body = <EmptyState {...props.empty} />;
  else if (rows.length === 0) {
    body = (
      <EmptyState
        title={t('common:table.noneMatch')}
        hint={t('common:table.noneMatchHint')}
        action={<Button onPress={() => onSearch(withoutFilters(filters))}>{t('common:table.clear')}</Button>}
      />
    );
  } else if (isPhone) body = <Cards rows={rows} card={props.card} rowLink={rowLink} title={title} />;
  else body = <Grid {...props} rows={rows} chosen={row?.id} sort={search.sort ?? props.sort} />;

  return (
    <div className="print-wide flex flex-col gap-3" data-density={search.density ?? prefs.density}>
      <p className="print-only">
        {title} — {t('common:asOf', { at: f.day(today()) })}
      </p>
      <Toolbar
        {...props}
        filtered={filtered}
        filters={filters}
        onFilter={facetsBeside || !facetPane ? undefined : () => setFiltering(true)}
      />
      <div className="flex items-start gap-4">
        {facetsBeside && facetPane && (
          <aside className="no-print sticky top-16 max-h-[calc(100dvh-5rem)] w-48 shrink-0 overflow-y-auto">
            {facetPane}
          </aside>
        )}
        <div className="min-w-0 flex-1" aria-busy={isFetching}>
          {error && data ? <FailedState error={error} onRetry={onRetry} compact /> : null}
          {body}
          {data && rows.length > 0 && (
            <div className="mt-2 flex justify-end">
              <Pagination
                page={search.page ?? 1}
                limit={limit}
                total={data.total}
                capped={data.totalCapped}
                more={Boolean(data.next)}
                onPage={(page) => onSearch({ page: page > 1 ? page : undefined, row: undefined })}
              />
            </div>
          )}
        </div>
        {row && isWide && preview && (
          <aside
            aria-label={t('common:preview', { name: rowName(row) })}
            className="no-print sticky top-16 max-h-[calc(100dvh-5rem)] w-88 shrink-0 animate-[sheet-in-right_160ms] overflow-y-auto border border-line bg-paper p-4"
            onKeyDown={(e) => e.key === 'Escape' && close()}
          >
            {preview(row)}
          </aside>
        )}
      </div>
      {row && !isWide && !isPhone && preview && (
        <Sheet title={rowName(row)} isOpen onClose={close}>
          {preview(row)}
        </Sheet>
      )}
      <Sheet
        title={t('common:table.filters')}
        side={isPhone ? 'bottom' : 'right'}
        isOpen={filtering}
        onClose={() => setFiltering(false)}
        actions={
          <Button variant="main" onPress={() => setFiltering(false)}>
            {t('common:table.showRows', { count: data?.total ?? 0 })}
          </Button>
        }
      >
        {facetPane}
      </Sheet>
    </div>
  );
}

import type { ListQuery } from '@/api/types';
import type { Prefs } from '@/lib/prefs';

/** The whole state of a table, as it stands in the address. Everything else is a filter: its values, joined by commas. */
export interface TableSearch {
  q?: string;
  /** "code" or "-code". */
  sort?: string;
  page?: number;
  /** The keys of the visible columns, joined by commas. */
  cols?: string;
  density?: Prefs['density'];
  /** Id of the row in the preview panel. */
  row?: string;
  [filter: string]: string | number | undefined;
}

export type TablePatch = Partial<TableSearch>;

/** For a route's validateSearch: keeps the table's own keys, the named filters and any other keys the route names. */
export function tableSearch(filters: readonly string[]) {
  const keys = ['q', 'sort', 'cols', 'row', ...filters];
  return (raw: Record<string, unknown>): TableSearch => {
    const search: TableSearch = {};
    for (const k of keys) {
      const v = raw[k];
      if (v !== undefined && v !== null && v !== '') search[k] = String(v);
    }
    const page = Number(raw.page);
    if (Number.isInteger(page) && page > 1) search.page = page;
    if (raw.density === 'compact' || raw.density === 'comfortable') search.density = raw.density;
    return search;
  };
}

export const pageSize = 50;

/** What the list asks the server. Only what the rows depend on, so that choosing a column or a row fetches nothing. */
export function listQuery(search: TableSearch, filters: readonly string[], sort: string, limit = pageSize): ListQuery {
  const query: Record<string, string | number | undefined> = {
    limit,
    page: search.page ?? 1,
    sort: search.sort ?? sort,
    q: search.q,
  };
  for (const f of filters) query[f] = search[f];
  return query as unknown as ListQuery;
}

export const valuesOf = (search: TableSearch, filter: string): string[] =>
  String(search[filter] ?? '')
    .split(',')
    .filter(Boolean);

/** Adds or takes a value of a filter; rows change, so the first page and no preview. */
export function toggled(search: TableSearch, filter: string, value: string): TablePatch {
  const now = valuesOf(search, filter);
  const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
  return { [filter]: next.join(',') || undefined, page: undefined, row: undefined };
}

/** Up, down, then the list's own order again. */
export function nextSort(current: string | undefined, key: string): string | undefined {
  if (current === key) return `-${key}`;
  return current === `-${key}` ? undefined : key;
}

export const isFiltered = (search: TableSearch, filters: readonly string[]): boolean =>
  Boolean(search.q) || filters.some((f) => search[f] !== undefined);

export const withoutFilters = (filters: readonly string[]): TablePatch => ({
  q: undefined,
  page: undefined,
  row: undefined,
  ...Object.fromEntries(filters.map((f) => [f, undefined])),
});

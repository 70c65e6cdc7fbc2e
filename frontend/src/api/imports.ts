import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiPath, get, post, put } from './http';
import { keyOf, listOptions } from './queries';
import type { ListQuery, Recorded } from './types';

export type ImportState = 'uploaded' | 'checking' | 'checked' | 'committing' | 'committed' | 'failed' | 'cancelled';
export type Outcome = 'create' | 'update' | 'unchanged' | 'error' | 'conflict';
export type Counts = Record<Outcome, number>;

export interface ImportItem extends Recorded {
  noun: string;
  fileName: string;
  state: ImportState;
  /** Rows below the header; 0 while unknown. */
  total: number;
  /** Rows checked or written so far. */
  done: number;
  counts: Counts;
  createdByName: string;
  endedAt?: string;
}

/** Why an import failed as a whole, in the shape of a problem. */
export interface Trouble {
  code: string;
  params?: Record<string, unknown>;
  errors?: { field: string; rule: string; params?: Record<string, unknown> }[];
}

export interface Import extends ImportItem {
  /** Bytes. */
  size: number;
  format: 'xlsx' | 'csv';
  /** Of a text file. */
  encoding: string;
  /** The bytes do not prove the encoding. */
  encodingGuessed: boolean;
  separator: string;
  sheet: string;
  sheets: string[] | null;
  headerRow: number;
  columns: string[];
  /** Header → field; "" leaves the column out. */
  mapping: Record<string, string>;
  clearEmpty: boolean;
  onlyValid: boolean;
  problem: Trouble | null;
  /** The first rows as they are read. */
  sample: string[][] | null;
  /** Columns that no field takes. */
  ignored: string[];
}

/** What a column can fill. */
export interface ImportField {
  key: string;
  ja: string;
  en: string;
  kind: string;
  required: boolean;
  words?: { value: string; ja: string; en: string }[];
  ref?: string;
}

export interface RowError {
  field?: string;
  /** Column of the file. */
  header?: string;
  rule: string;
  params?: Record<string, unknown>;
  /** What the cell held. */
  given?: string;
}

export interface ImportRow {
  /** As the spreadsheet numbers it. */
  row: number;
  outcome: Outcome;
  code: string;
  recordId?: string;
  changes: { field: string; before?: string; after: string }[] | null;
  errors: RowError[] | null;
  cells: Record<string, string>;
}

export interface Reading {
  mapping?: Record<string, string>;
  clearEmpty?: boolean;
  encoding?: string;
  separator?: string;
  sheet?: string;
  headerRow?: number;
}

/** While one of these holds, the server works and the page asks again. */
export const atWork = (state: ImportState) => state === 'uploaded' || state === 'checking' || state === 'committing';

export const importsOptions = (query: ListQuery) => listOptions<ImportItem>('imports', query);

export const importOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.one('imports', id),
    queryFn: ({ signal }) => get<Import>(`/imports/${id}`, undefined, signal),
    refetchInterval: (query) => (query.state.data && atWork(query.state.data.state) ? 700 : false),
  });

export const importNounsOptions = () =>
  queryOptions({
    queryKey: ['imports', 'nouns'],
    queryFn: ({ signal }) =>
      get<{ items: { noun: string; fields: ImportField[] }[] }>('/imports/nouns', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The rows of the last check; `version` changes whenever they do. */
export const importRowsOptions = (id: string, version: number, outcome: string) =>
  infiniteQueryOptions({
    queryKey: [...keyOf.part('imports', id, 'rows'), version, outcome],
    queryFn: ({ signal, pageParam }) =>
      get<{ items: ImportRow[]; next: number }>(
        `/imports/${id}/rows`,
        { outcome, limit: 50, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });

export function uploadImport(noun: string, file: File, intent: string): Promise<Import> {
  const body = new FormData();
  body.set('noun', noun);
  body.set('file', file);
  return post<Import>('/imports', { body, intent });
}
export const rereadImport = (id: string, version: number, body: Reading) =>
  put<Import>(`/imports/${id}`, { body, version });
export const commitImport = (id: string, version: number, onlyValid: boolean, intent: string) =>
  post<Import>(`/imports/${id}/commit`, { body: { onlyValid }, version, intent });
export const cancelImport = (id: string, version: number, intent: string) =>
  post<Import>(`/imports/${id}/cancel`, { version, intent });

/** Addresses for plain downloads. */
export const templatePath = (noun: string, format: 'xlsx' | 'csv', lang: string) =>
  apiPath('/imports/template', { noun, format, lang });
export const errorsPath = (id: string, lang: string) => apiPath(`/imports/${id}/errors`, { lang });

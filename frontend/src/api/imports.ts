import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, hrefOf, post, put, type Schemas } from './client';
import { type Asked, keyOf, listOptions } from './queries';

export type ImportItem = Schemas['ExchangeItem'];
export type ImportState = ImportItem['state'];
export type Import = Schemas['ExchangeDetail'];
export type Counts = Schemas['ExchangeCounts'];
export type Outcome = ImportRow['outcome'];
/** Why an import failed as a whole, in the shape of a problem. */
export type Trouble = Schemas['ExchangeTrouble'];
/** What a column can fill. */
export type ImportField = Schemas['ExchangeField'];
export type RowError = Schemas['ExchangeRowError'];
export type ImportRow = Schemas['ExchangeRowItem'];
/** How the file is read; what is left out stays as it is. */
export type Reading = Schemas['ExchangeReading'];

/** While one of these holds, the server works and the page asks again. */
export const atWork = (state: ImportState) => state === 'uploaded' || state === 'checking' || state === 'committing';

export const importsOptions = (query: Asked<'/imports'>) => listOptions('/imports', query);

export const importOptions = (id: string) =>
  queryOptions({
    queryKey: keyOf.one('imports', id),
    queryFn: ({ signal }) => get('/imports/{id}', { path: { id }, signal }),
    refetchInterval: (query) => (query.state.data && atWork(query.state.data.state) ? 700 : false),
  });

export const importNounsOptions = () =>
  queryOptions({
    queryKey: ['imports', 'nouns'],
    queryFn: ({ signal }) => get('/imports/nouns', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The rows of the last check; `version` changes whenever they do. */
export const importRowsOptions = (id: string, version: number, outcome: string) =>
  infiniteQueryOptions({
    queryKey: [...keyOf.part('imports', id, 'rows'), version, outcome],
    queryFn: ({ signal, pageParam }) =>
      get('/imports/{id}/rows', {
        path: { id },
        query: { outcome, limit: 50, cursor: pageParam || undefined },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });

export function uploadImport(noun: string, file: File): Promise<Import> {
  const body = new FormData();
  body.set('noun', noun);
  body.set('file', file);
  return post('/imports', { body });
}
export const rereadImport = (id: string, version: number, body: Reading) =>
  put('/imports/{id}', { path: { id }, body, version });
export const commitImport = (id: string, version: number, onlyValid: boolean, intent: string) =>
  post('/imports/{id}/commit', { path: { id }, body: { onlyValid }, version, intent });
export const cancelImport = (id: string, version: number, intent: string) =>
  post('/imports/{id}/cancel', { path: { id }, version, intent });

/** Addresses for plain downloads. */
export const templatePath = (noun: string, format: 'xlsx' | 'csv', lang: string) =>
  hrefOf('/imports/template', { query: { noun, format, lang } });
export const errorsPath = (id: string, lang: string) =>
  hrefOf('/imports/{id}/errors', { path: { id }, query: { lang } });

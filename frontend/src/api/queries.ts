import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { type Answer, filled, get, type PathOf, type Query } from './client';
import { send } from './http';
import { Problem } from './problem';
import type { ListQuery, Page } from './types';

/** Keys, alike for every noun: [noun, 'list', query] · [noun, 'one', id] · [noun, 'one', id, part].
 *  A write to a noun invalidates [noun]; that is always enough and seldom too much. */
export const keyOf = {
  all: (noun: string) => [noun] as const,
  list: (noun: string, query: Filters) => [noun, 'list', query] as const,
  one: (noun: string, id: string) => [noun, 'one', id] as const,
  part: (noun: string, id: string, part: string) => [noun, 'one', id, part] as const,
};

/** Paths that answer a page of records. */
type ListPath = { [P in PathOf<'get'>]: Answer<P> extends Page<unknown> ? P : never }[PathOf<'get'>];

/** Paths that answer counts of a view. */
type FacetsPath = Extract<PathOf<'get'>, `/${string}/facets`>;

/** Nouns whose records stand directly below their name: /systems/{id}, /budgets/lines/{id}. */
type NounOf<Rest extends string> = {
  [P in PathOf<'get'>]: P extends `/${infer N}/{id}${Rest}` ? (N extends `${string}{${string}` ? never : N) : never;
}[PathOf<'get'>];

/** A question to a list: checked against the contract when written by hand, see ListQuery when read from the address. */
export type Asked<P extends PathOf<'get'>> = Query<P> | ListQuery;

type Filters = Record<string, string | number | boolean | undefined>;

/** A page of a list. Most lists stand under their noun's key; `noun` names it where the path does not. */
export function listOptions<P extends ListPath>(path: P, query: Asked<P>, noun = path.slice(1)) {
  return queryOptions({
    queryKey: keyOf.list(noun, query as Filters),
    queryFn: ({ signal }) => send<Answer<P>>('GET', path, { query: query as Filters, signal }),
    // The old page stays while the next one comes, so the table does not jump.
    placeholderData: keepPreviousData,
  });
}

/** Counts of the same view, for the filters beside it. */
export function facetsOptions<P extends FacetsPath>(path: P, query: Asked<P>, noun = path.split('/')[1] ?? '') {
  const { limit: _limit, page: _page, sort: _sort, ...filters } = query as Filters;
  return queryOptions({
    queryKey: [noun, 'facets', filters] as const,
    queryFn: ({ signal }) => send<Answer<P>>('GET', path, { query: filters, signal }),
    placeholderData: keepPreviousData,
  });
}

/** A record by its noun and id. */
export function oneOptions<N extends NounOf<''>>(noun: N, id: string) {
  return queryOptions({
    queryKey: keyOf.one(noun, id),
    queryFn: ({ signal }) => send<Answer<`/${N}/{id}`>>('GET', filled(`/${noun}/{id}`, { id }), { signal }),
  });
}

/** Nouns whose records tell their history. */
export type HistoryNoun = NounOf<'/history'>;

export function historyOptions(noun: HistoryNoun, id: string) {
  return infiniteQueryOptions({
    queryKey: keyOf.part(noun, id, 'history'),
    queryFn: ({ signal, pageParam }) =>
      get(`/${noun}/{id}/history`, { path: { id }, query: { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });
}

/** The cache: fresh for half a minute, and only what may heal by itself is tried again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) =>
          count < 2 && error instanceof Problem && (error.code === 'network' || error.code === 'unavailable'),
        retryDelay: (count) => 500 * 2 ** count,
      },
      mutations: { retry: false },
    },
  });
}

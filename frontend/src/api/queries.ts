import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { get } from './http';
import { Problem } from './problem';
import type { Facets, HistoryPage, ListQuery, Page } from './types';

/** Keys, alike for every noun: [noun, 'list', query] · [noun, 'one', id] · [noun, 'one', id, part].
 *  A write to a noun invalidates [noun]; that is always enough and seldom too much. */
export const keyOf = {
  all: (noun: string) => [noun] as const,
  list: (noun: string, query: ListQuery) => [noun, 'list', query] as const,
  one: (noun: string, id: string) => [noun, 'one', id] as const,
  part: (noun: string, id: string, part: string) => [noun, 'one', id, part] as const,
};

/** The path of a noun's collection in the API is its name. */
export function listOptions<T>(noun: string, query: ListQuery, path = `/${noun}`) {
  return queryOptions({
    queryKey: keyOf.list(noun, query),
    queryFn: ({ signal }) => get<Page<T>>(path, query, signal),
    // The old page stays while the next one comes, so the table does not jump.
    placeholderData: keepPreviousData,
  });
}

/** Counts of the same view, for the filters beside it; nouns whose API has no counts don't call this. */
export function facetsOptions(noun: string, query: ListQuery, path = `/${noun}/facets`) {
  const { limit: _limit, page: _page, sort: _sort, ...filters } = query;
  return queryOptions({
    queryKey: [noun, 'facets', filters] as const,
    queryFn: ({ signal }) => get<Facets>(path, filters, signal),
    placeholderData: keepPreviousData,
  });
}

export function oneOptions<T>(noun: string, id: string) {
  return queryOptions({
    queryKey: keyOf.one(noun, id),
    queryFn: ({ signal }) => get<T>(`/${noun}/${id}`, undefined, signal),
  });
}

export function historyOptions(noun: string, id: string) {
  return infiniteQueryOptions({
    queryKey: keyOf.part(noun, id, 'history'),
    queryFn: ({ signal, pageParam }) => get<HistoryPage>(`/${noun}/${id}/history`, { cursor: pageParam }, signal),
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

import { infiniteQueryOptions } from '@tanstack/react-query';
import { get, type Query } from './client';

/** What narrows the ledger; days are days in Japan, both included. */
export type LedgerQuery = Omit<Query<'/audit'>, 'limit' | 'cursor'>;

/** The ledger, newest first, page after page. */
export const ledgerOptions = (query: LedgerQuery) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', query],
    queryFn: ({ signal, pageParam }) => get('/audit', { query: { ...query, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });

import { infiniteQueryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { HistoryPage } from './types';

/** What narrows the ledger; days are days in Japan, both included. */
export interface LedgerQuery {
  noun?: string;
  action?: string;
  personId?: string;
  recordId?: string;
  from?: string;
  to?: string;
}

/** The ledger, newest first, page after page. */
export const ledgerOptions = (query: LedgerQuery) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', query],
    queryFn: ({ signal, pageParam }) => get<HistoryPage>('/audit', { ...query, limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
  });

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, type Schemas } from './client';

export type Hit = Schemas['SearchHit'];
export type Found = Schemas['SearchFound'];

/** How long a question may be. */
export const longestQuestion = 100;

/** Records of all kinds, the best first; counts by kind only where they are shown. */
export const searchOptions = (question: string, more: { type?: string; limit?: number; counts?: boolean } = {}) =>
  queryOptions({
    queryKey: ['search', question, more] as const,
    queryFn: ({ signal }) =>
      get('/search', {
        query: { q: question, type: more.type, limit: more.limit, counts: more.counts ? 'true' : undefined },
        signal,
      }),
    enabled: question.trim() !== '',
    placeholderData: keepPreviousData,
  });

import { queryOptions } from '@tanstack/react-query';
import { get, type Schemas } from './client';

/** What one role may do: the widest scope, the conditions, and the lines of the policy that say so. */
export type Cell = Schemas['Cell'];
export type Scope = Cell['scope'];
export type MatrixRow = Schemas['MatrixRow'];
export type Denial = Schemas['Denial'];
export type Matrix = Schemas['PolicyMatrix'];
/** A rule as the asker meets it; without a record in question, scope and condition stay open. */
export type Line = Schemas['Line'];
export type Candidate = Schemas['Candidate'];
export type Explanation = Schemas['PolicyExplanation'];

export const matrixOptions = () =>
  queryOptions({
    queryKey: ['policy', 'matrix'],
    queryFn: ({ signal }) => get('/policy/matrix', { signal }),
  });

export const explainOptions = (permission: string, noun: string, id: string) =>
  queryOptions({
    queryKey: ['policy', 'explain', permission, noun, id],
    queryFn: ({ signal }) => get('/policy/explain', { query: { permission, noun: id && noun, id }, signal }),
  });

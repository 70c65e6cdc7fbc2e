import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { Verdict } from './types';

export type Scope = 'all' | 'section' | 'own';

/** What one role may do: the widest scope, the conditions, and the lines of the policy that say so. */
export interface Cell {
  scope: Scope;
  conditions?: string[];
  lines: number[];
}

export interface MatrixRow {
  object: string;
  action: string;
  cells: Record<string, Cell | undefined>;
}

export interface Denial {
  /** Line of the policy. */
  rule: number;
  role: string;
  object: string;
  action: string;
  condition: string;
}

export interface Matrix {
  /** Beginning of sha256, short enough to compare by eye. */
  version: string;
  sha256: string;
  roles: string[];
  rows: MatrixRow[];
  denies: Denial[];
}

/** A rule as the asker meets it; without a record in question, scope and condition stay open. */
export interface Line {
  line: number;
  role: string;
  scope: Scope;
  condition: string;
  effect: 'allow' | 'deny';
  me: { role: boolean; scope?: boolean; condition?: boolean };
}

export interface Candidate {
  id: string;
  title: string;
  titleEn?: string;
  organisationName?: string;
  organisationNameEn?: string;
}

export interface Explanation extends Verdict {
  permission: string;
  /** Posts with a holder today that could. */
  posts: Candidate[];
  lines: Line[];
}

export const matrixOptions = () =>
  queryOptions({
    queryKey: ['policy', 'matrix'],
    queryFn: ({ signal }) => get<Matrix>('/policy/matrix', undefined, signal),
  });

export const explainOptions = (permission: string, noun: string, id: string) =>
  queryOptions({
    queryKey: ['policy', 'explain', permission, noun, id],
    queryFn: ({ signal }) => get<Explanation>('/policy/explain', { permission, noun: id && noun, id }, signal),
  });

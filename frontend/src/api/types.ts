// Shapes that every noun shares, as the contract names them, and what the app says of them.
import type { Schemas } from './client';

/** The answer to "may I?", with the policy's line and what it missed when the answer is no. A refused call also names the posts
 *  that could. */
export type Verdict = Schemas['Verdict'] & { posts?: Schemas['Candidate'][] };
export type Can = Record<string, Verdict | undefined>;

/** What every record carries. */
export interface Recorded {
  id: string;
  version: number;
  createdAt?: string;
  updatedAt?: string;
  can?: Can;
}

export interface Page<T> {
  items: T[];
  /** Counted up to 1,000. */
  total: number;
  totalCapped: boolean;
  next: string;
}

/** Rows of a view by property and value: {"phase": {"operation": 210}}. */
export type Facets = Record<string, Record<string, number>>;

export type Change = Schemas['HistoryChange'];
export type HistoryEntry = Schemas['HistoryEvent'];
export type HistoryPage = Schemas['HistoryEvents'];

declare const fromAddress: unique symbol;

/** The question a list asks, as it stands in the page's address: page, order and filters. Its filters are named by the noun's
 *  fields while the app runs, so the server refuses an unknown one; a question written by hand is checked by the compiler. */
export interface ListQuery {
  readonly [fromAddress]: true;
  [filter: string]: string | number | boolean | undefined;
}

import type { LinkProps } from '@tanstack/react-router';

/** A number of a page, with the list of exactly the rows it was computed from. Value is null when nobody knows it. */
export interface Figure {
  value: number | null;
  /** Path and query of the list; the app has it at the same address with the same filters. "" when there is none. */
  rows: string;
  /** When set, value is the sum of this field over the rows. */
  sum?: string;
  previous?: number | null;
}

/** The way from a figure to its rows. */
export function figureLink(rows: string): Pick<LinkProps, 'to' | 'search'> {
  const [path = '', query = ''] = rows.split('?');
  return { to: path, search: Object.fromEntries(new URLSearchParams(query)) } as Pick<LinkProps, 'to' | 'search'>;
}

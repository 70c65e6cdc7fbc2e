/** What the address of the search says. */
export interface SearchSearch {
  q?: string;
  /** Kinds of records, separated by commas. */
  type?: string;
}

export function searchSearch(raw: Record<string, unknown>): SearchSearch {
  const out: SearchSearch = {};
  if (raw.q !== undefined && raw.q !== '') out.q = String(raw.q).slice(0, 100);
  if (typeof raw.type === 'string' && /^[a-z_]+(,[a-z_]+)*$/.test(raw.type)) out.type = raw.type;
  return out;
}

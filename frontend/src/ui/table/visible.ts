import type { Column } from '../fields/columns';

/** The columns in sight: those the address names, in its order, or those shown from the start. The first column always leads. */
export function visibleColumns<R>(columns: Column<R>[], cols: string | undefined): Column<R>[] {
  const [first, ...rest] = columns;
  if (!first) return [];
  if (cols === undefined) return [first, ...rest.filter((c) => c.shown)];
  const keys = cols.split(',');
  return [first, ...keys.flatMap((k) => rest.filter((c) => c.key === k))];
}

/** What stands in the address after showing or hiding a column; undefined when it is the start again. */
export function withColumn<R>(columns: Column<R>[], cols: string | undefined, key: string): string | undefined {
  const now = visibleColumns(columns, cols).map((c) => c.key);
  const chosen = now.includes(key) ? now.filter((k) => k !== key) : [...now, key];
  // A column that comes back takes its place in the noun's order, not the last one.
  const next = columns
    .slice(1)
    .filter((c) => chosen.includes(c.key))
    .map((c) => c.key);
  const start = columns
    .slice(1)
    .filter((c) => c.shown)
    .map((c) => c.key);
  return next.join() === start.join() ? undefined : next.join(',');
}

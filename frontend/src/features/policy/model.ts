import type { Denial, Explanation, Line, Matrix, MatrixRow } from '@/api/policy';

export interface Group {
  object: string;
  rows: MatrixRow[];
}

/** The rows of the matrix by object, in the order of the policy; narrowed to one object, and to what one role may. */
export function groupsOf(matrix: Matrix, narrow: { object?: string; role?: string }): Group[] {
  const groups: Group[] = [];
  for (const row of matrix.rows) {
    if (narrow.object && row.object !== narrow.object) continue;
    if (narrow.role && !row.cells[narrow.role]) continue;
    const group = groups.find((g) => g.object === row.object);
    if (group) group.rows.push(row);
    else groups.push({ object: row.object, rows: [row] });
  }
  return groups;
}

/** Footnotes: each condition once, numbered in the order in which a reader meets it. */
export function footnotesOf(groups: readonly Group[], roles: readonly string[]): Map<string, number> {
  const notes = new Map<string, number>();
  for (const { rows } of groups)
    for (const row of rows)
      for (const role of roles)
        for (const c of row.cells[role]?.conditions ?? []) if (!notes.has(c)) notes.set(c, notes.size + 1);
  return notes;
}

/** The deny lines of the objects shown. */
export const denialsOf = (matrix: Matrix, object?: string): Denial[] =>
  matrix.denies.filter((d) => !object || d.object === object);

/** Objects in the order of the policy. */
export const objectsOf = (matrix: Matrix): string[] => [...new Set(matrix.rows.map((r) => r.object))];

export type LineState = 'grants' | 'bars' | 'misses' | 'idle';

/** What a rule does to the asker. Without a record, only the role can be told: a barring rule then waits for one. */
export function lineState({ effect, me }: Line): LineState {
  const meets = me.role && me.scope !== false && me.condition !== false;
  if (effect === 'deny') return meets && me.condition === true ? 'bars' : 'idle';
  return meets ? 'grants' : 'misses';
}

/** The nearest rule among those that grant nothing, as the server named it. */
export const nearest = (e: Explanation): Line | undefined => e.lines.find((l) => l.line === Number(e.rule));

import type { ReactNode } from 'react';
import type { Field } from '@/lib/fields';
import { FieldValue } from './FieldValue';

export interface Column<R> {
  key: string;
  /** i18n key. */
  label: string;
  /** i18n key of the unit, shown in the head. */
  unit?: string;
  numeric: boolean;
  sortable: boolean;
  /** Visible before the reader chose. */
  shown: boolean;
  /** In rem. */
  width?: number;
  cell: (row: R) => ReactNode;
}

const numeric = new Set(['number', 'percent', 'yen']);

/** The table columns of a noun, in the order of its description. `better` replaces the plain cell of some fields. */
export function columnsOf<R extends object>(
  fields: readonly Field[],
  better: Partial<Record<string, (row: R) => ReactNode>> = {},
): Column<R>[] {
  return fields
    .filter((f) => f.column !== 'none')
    .map((f) => ({
      key: f.key,
      label: f.label,
      unit: f.unit,
      numeric: numeric.has(f.kind),
      sortable: f.sortable,
      shown: f.column === 'shown',
      width: f.width,
      cell: better[f.key] ?? ((row: R) => <FieldValue field={f} record={row} short />),
    }));
}

import type { TFunction } from 'i18next';
import type { LineItem } from '@/api/budgets';
import type { Format } from '@/i18n/format';
import type { Field } from '@/lib/fields';
import type { YenUnit } from '@/lib/yen';
import { type Column, columnsOf } from '@/ui/fields/columns';
import { StatusChip } from '@/ui/StatusChip';
import { lineFields } from './fields';
import { rate, stateTone } from './model';

/** Columns with the reader's unit in the head of every amount. */
export function yenColumns<R extends object>(
  fields: readonly Field[],
  unit: YenUnit,
  better: Parameters<typeof columnsOf<R>>[1],
): Column<R>[] {
  const yen = new Set(fields.filter((x) => x.kind === 'yen').map((x) => x.key));
  return columnsOf<R>(fields, better).map((c) => (yen.has(c.key) ? { ...c, unit: `common:yenUnit.${unit}` } : c));
}

export const lineColumns = (t: TFunction, f: Format, unit: YenUnit): Column<LineItem>[] =>
  yenColumns<LineItem>(lineFields, unit, {
    fiscalYear: (l) => <span className="whitespace-nowrap">{f.fiscalYear(l.fiscalYear)}</span>,
    state: (l) => <StatusChip tone={stateTone[l.state]}>{t(`budgets:state.${l.state}`)}</StatusChip>,
    execution: (l) => <span className="num">{rate(l.execution)}</span>,
  });

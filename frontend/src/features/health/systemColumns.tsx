import type { SystemRow } from '@/api/health';
import type { Column } from '@/ui/fields/columns';
import { Sides, Trend } from './Chips';
import { Count, Evidence, Name, Pick, Spent, Word } from './projectColumns';
import { TopReason } from './TopReason';

const column = (
  key: string,
  cell: Column<SystemRow>['cell'],
  more: Partial<Column<SystemRow>> = {},
): Column<SystemRow> => ({
  key,
  label: `health:column.${key}`,
  numeric: false,
  sortable: false,
  shown: true,
  cell,
  ...more,
});

/** A row a system: what its records say, and the gravest reason. */
export const systemColumns: Column<SystemRow>[] = [
  column('code', (s) => <Name row={s} />, { label: 'health:column.system', sortable: true, width: 14 }),
  column('section', (s) => <Pick ja={s.sectionName} en={s.sectionNameEn} />, { width: 7 }),
  column('criticality', (s) => <Word of={`systems:criticality.${s.criticality}`} />),
  column('overall', (s) => <Evidence row={s} />, { width: 8, sortable: true }),
  column('reason', (s) => <TopReason results={s.reasons} />, { width: 18 }),
  column('dimensions', (s) => <Sides sides={s.dimensions} />),
  column('openHigh', (s) => <Count n={s.openHigh} />, { numeric: true, sortable: true, unit: 'health:unit.row' }),
  column('spent', (s) => <Spent row={s} />, { width: 8 }),
  column('trend', (s) => <Trend trend={s.trend} />, { width: 7 }),
  column('overdue', (s) => <Count n={s.overdue} />, {
    numeric: true,
    sortable: true,
    shown: false,
    unit: 'health:unit.row',
  }),
  column('phase', (s) => <Word of={`systems:phase.${s.phase}`} />, { shown: false }),
];

import type { ProcedureItem } from '@/api/procedures';
import type { Format } from '@/i18n/format';
import { type Column, columnsOf } from '@/ui/fields/columns';
import { ClassText, ProgressChip } from './Chips';
import { procedureFields } from './fields';

export function procedureColumns(f: Format): Column<ProcedureItem>[] {
  return columnsOf<ProcedureItem>(procedureFields, {
    name: (x) => f.name(x),
    currentClass: (x) => <ClassText value={x.currentClass} />,
    potentialClass: (x) => <ClassText value={x.potentialClass} />,
    progress: (x) => <ProgressChip item={x} />,
    onlineRate: (x) => (x.onlineRate === null ? '—' : f.percent(x.onlineRate, 1)),
  });
}

import type { TFunction } from 'i18next';
import type { FindingItem } from '@/api/findings';
import type { Format } from '@/i18n/format';
import { type Column, columnsOf } from '@/ui/fields/columns';
import { BandChip, DueText, StateChip } from './Chips';
import { findingFields } from './fields';

export function findingColumns(t: TFunction, f: Format): Column<FindingItem>[] {
  return columnsOf<FindingItem>(findingFields, {
    title: (x) => f.name(x),
    state: (x) => <StateChip item={x} />,
    band: (x) => <BandChip band={x.band} />,
    currentDueOn: (x) => <DueText item={x} />,
    overdueDays: (x) => (x.overdue ? <span className="text-bad">{f.number(x.overdueDays)}</span> : '—'),
    slippageDays: (x) => (x.slippageDays ? f.number(x.slippageDays) : '—'),
    ageDays: (x) => (x.noticeOn ? f.number(x.ageDays) : '—'),
    waiting: (x) => x.waiting.map((w) => t(`findings:waiting.${w}`)).join(t('common:listSeparator')) || '—',
    escalation: (x) => (x.escalation ? t(`findings:escalation.${x.escalation}`) : '—'),
  });
}

import type { TFunction } from 'i18next';
import type { SystemItem } from '@/api/systems';
import type { Format } from '@/i18n/format';
import { type Column, columnsOf } from '@/ui/fields/columns';
import { StatusChip } from '@/ui/StatusChip';
import { systemFields } from './fields';
import { eolToneOf, freshTone } from './model';

export function systemColumns(t: TFunction, f: Format, today: string): Column<SystemItem>[] {
  return columnsOf<SystemItem>(systemFields, {
    name: (s) => f.name(s),
    nextEolOn: (s) => (
      <StatusChip tone={eolToneOf(s, today)}>{s.nextEolOn ? f.dayShort(s.nextEolOn) : t('common:missing')}</StatusChip>
    ),
    freshness: (s) => <StatusChip tone={freshTone[s.freshness]}>{t(`systems:freshness.${s.freshness}`)}</StatusChip>,
    completeness: (s) => f.number(s.completeness),
  });
}

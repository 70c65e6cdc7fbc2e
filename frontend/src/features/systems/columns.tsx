import type { TFunction } from 'i18next';
import type { SystemItem } from '@/api/systems';
import type { Format } from '@/i18n/format';
import { type Column, columnsOf } from '@/ui/fields/columns';
import { StatusChip } from '@/ui/StatusChip';
import { EolDay } from './EolDay';
import { systemFields } from './fields';
import { freshTone } from './model';

export function systemColumns(t: TFunction, f: Format, today: string): Column<SystemItem>[] {
  const columns = columnsOf<SystemItem>(systemFields, {
    name: (s) => f.name(s),
    nextEolOn: (s) => (
      <EolDay item={s} today={today}>
        {s.nextEolOn ? f.dayShort(s.nextEolOn) : t('common:missing')}
      </EolDay>
    ),
    freshness: (s) => <StatusChip tone={freshTone[s.freshness]}>{t(`systems:freshness.${s.freshness}`)}</StatusChip>,
    completeness: (s) => f.number(s.completeness),
  });
  // Whose it is comes after how it stands, which has to be seen without scrolling.
  const owner = columns.filter((c) => c.key === 'ownerId');
  const rest = columns.filter((c) => c.key !== 'ownerId');
  const at = rest.findIndex((c) => c.key === 'freshness') + 1;
  return [...rest.slice(0, at), ...owner, ...rest.slice(at)];
}

import { useTranslation } from 'react-i18next';
import type { System } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import { StatusChip } from '@/ui/StatusChip';
import { eolTone } from './model';

/** How long something is still supported, and by which rule; the word, or in its place the day. */
export function EolChip({ eol, day }: { eol: System['eol']; day?: boolean }) {
  const { t } = useTranslation();
  const f = useFormat();
  const why = t(`systems:why.eol.${eol.status}`, { component: eol.component ?? '', on: f.day(eol.on) });
  return (
    <StatusChip tone={eolTone[eol.status]} why={why}>
      {day && eol.on ? f.dayShort(eol.on) : t(`systems:eol.${eol.status}`)}
    </StatusChip>
  );
}

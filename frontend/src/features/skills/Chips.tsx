import { useTranslation } from 'react-i18next';
import type { Standing } from '@/api/skills';
import { StatusChip } from '@/ui/StatusChip';
import { standingTone } from './model';

/** What the work hangs on. */
export function SharedChip({ standing, stale }: { standing: Standing; stale?: boolean }) {
  const { t } = useTranslation();
  return (
    <StatusChip tone={standingTone[standing]}>{t(stale ? 'skills:stale' : `skills:standing.${standing}`)}</StatusChip>
  );
}

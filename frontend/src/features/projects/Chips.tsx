import { useTranslation } from 'react-i18next';
import type { Figures, Health, Level, ProjectState } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { Mark, StatusChip } from '@/ui/StatusChip';
import { bandTone, healthFace, healthTone, signed, slipTone } from './model';

/** What the project says of itself; grey once that is too old to be believed. */
export function HealthChip({
  project,
  bare,
}: {
  project: Pick<Figures, 'declaredHealth' | 'reportStale' | 'reportedOn' | 'reportAgeDays'>;
  bare?: boolean;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const face = healthFace(project);
  const word = t(`projects:health.${face.word}`);
  const why = project.reportedOn
    ? t(face.stale ? 'projects:healthWhy.stale' : 'projects:healthWhy.fresh', {
        word,
        on: f.day(project.reportedOn),
        days: project.reportAgeDays ?? 0,
      })
    : t(face.stale ? 'projects:healthWhy.overdue' : 'projects:healthWhy.none');
  return (
    <StatusChip tone={face.tone} why={bare ? undefined : why}>
      {face.stale && face.word !== 'none' ? t('projects:healthStale', { word }) : word}
    </StatusChip>
  );
}

/** A rating in a report: shape and word. */
export function RatingChip({ rating }: { rating: Health }) {
  const { t } = useTranslation();
  return <StatusChip tone={healthTone(rating)}>{t(`projects:health.${rating}`)}</StatusChip>;
}

/** Days against the first baseline, "+64日". */
export function SlipText({ days, unit }: { days: number | null; unit?: boolean }) {
  const { t } = useTranslation();
  if (days === null) return <span className="text-ink-faint">{t('projects:slipUnknown')}</span>;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {days > 0 && <Mark tone={slipTone(days)} />}
      {unit ? t('projects:days', { days: signed(days) }) : signed(days)}
    </span>
  );
}

/** How old the latest report is; a project that owes one says so. */
export function ReportAge({ project }: { project: Pick<Figures, 'reportAgeDays' | 'reportStale'> }) {
  const { t } = useTranslation();
  const text =
    project.reportAgeDays === null ? t('projects:noReport') : t('projects:daysAgo', { days: project.reportAgeDays });
  if (!project.reportStale)
    return <span className={project.reportAgeDays === null ? 'text-ink-faint' : undefined}>{text}</span>;
  return <StatusChip tone="unknown">{text}</StatusChip>;
}

export function BandChip({ band }: { band: Level }) {
  const { t } = useTranslation();
  return <StatusChip tone={bandTone[band]}>{t(`projects:level.${band}`)}</StatusChip>;
}

/** Where the project stands: plain words, since none of them is good or bad by itself. */
export function StateWord({ state }: { state: ProjectState }) {
  const { t } = useTranslation();
  return (
    <span className={state === 'completed' || state === 'stopped' ? 'text-ink-faint' : undefined}>
      {t(`projects:state.${state}`)}
    </span>
  );
}

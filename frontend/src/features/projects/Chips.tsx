import { useTranslation } from 'react-i18next';
import type { Health, Level, Project, ProjectState } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { Mark, StatusChip } from '@/ui/StatusChip';
import { bandTone, hasEnded, healthFace, healthTone, signed, slipTone } from './model';

/** What the project says of itself; grey once that is too old to be believed, and silent once it has ended. */
export function HealthChip({
  project,
  bare,
}: {
  project: Pick<Project, 'declaredHealth' | 'reportStale' | 'reportedOn' | 'reportAgeDays' | 'state'>;
  bare?: boolean;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  if (hasEnded(project.state)) return <StateWord state={project.state} />;
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

/** Days against the first baseline, "+64日"; what is past calls for nothing and carries no mark. */
export function SlipText({ days, unit, past }: { days: number | null; unit?: boolean; past?: boolean }) {
  const { t } = useTranslation();
  if (days === null) return <span className="text-ink-faint">{t('projects:slipUnknown')}</span>;
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
      {days > 0 && !past && (
        <span className="inline-flex self-center">
          <Mark tone={slipTone(days)} />
        </span>
      )}
      {unit ? t('projects:days', { days: signed(days) }) : signed(days)}
    </span>
  );
}

/** How old the latest report is; a project that owes one says so. */
export function ReportAge({ project }: { project: Pick<Project, 'reportAgeDays' | 'reportStale' | 'state'> }) {
  const { t } = useTranslation();
  if (hasEnded(project.state)) return <span className="text-ink-faint">—</span>;
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
  return <span className={hasEnded(state) ? 'text-ink-faint' : undefined}>{t(`projects:state.${state}`)}</span>;
}

import { useTranslation } from 'react-i18next';
import type { ProjectRow } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { gateFace, gateWord } from '@/lib/gateSteps';
import { Bullet } from '@/ui/chart/Bullet';
import type { Column } from '@/ui/fields/columns';
import { MiniSteps } from '@/ui/MiniSteps';
import { StatusChip } from '@/ui/StatusChip';
import { Sides, signed, Trend, Verdict } from './Chips';
import { spentPercent } from './model';

const column = (
  key: string,
  cell: Column<ProjectRow>['cell'],
  more: Partial<Column<ProjectRow>> = {},
): Column<ProjectRow> => ({
  key,
  label: `health:column.${key}`,
  numeric: false,
  sortable: false,
  shown: true,
  cell,
  ...more,
});

/** A row a project: what it says of itself beside what its records say, and the evidence in short. */
export const projectColumns: Column<ProjectRow>[] = [
  column('code', (p) => <Name row={p} />, { label: 'health:column.project', sortable: true, width: 13 }),
  column('section', (p) => <Pick ja={p.sectionName} en={p.sectionNameEn} />),
  column('declared', (p) => <Verdict colour={p.declared} />),
  column('overall', (p) => <Evidence row={p} />, { width: 7, sortable: true }),
  column('dimensions', (p) => <Sides sides={p.dimensions} />, { shown: false }),
  column('gates', (p) => <Gates row={p} />),
  column('slipDays', (p) => <Days days={p.slipDays} />, {
    numeric: true,
    sortable: true,
    unit: 'health:unit.day',
  }),
  column('spent', (p) => <Spent row={p} />, { width: 7 }),
  column('openHigh', (p) => <Count n={p.openHigh} />, { numeric: true, sortable: true }),
  column('reportedOn', (p) => <ReportAge row={p} />, { sortable: true, width: 5 }),
  column('trend', (p) => <Trend trend={p.trend} />, { width: 4 }),
  column('overdue', (p) => <Count n={p.overdue} />, {
    numeric: true,
    sortable: true,
    shown: false,
    unit: 'health:unit.row',
  }),
  column('tier', (p) => p.tier, { shown: false }),
  column('state', (p) => <Word of={`projects:state.${p.state}`} />, { shown: false }),
];

export function Name({ row }: { row: Pick<ProjectRow, 'code' | 'name' | 'nameEn'> }) {
  const f = useFormat();
  return (
    <>
      <span className="mr-2 text-ink-soft no-underline">{row.code}</span>
      {f.name(row)}
    </>
  );
}

export function Pick({ ja, en }: { ja: string; en?: string }) {
  return useFormat().pick(ja, en);
}

export function Word({ of }: { of: string }) {
  return useTranslation().t(of);
}

export function Days({ days }: { days: number | null }) {
  const { t } = useTranslation();
  return days === null ? <span className="text-ink-soft">{t('health:unknown')}</span> : signed(days);
}

export function Count({ n }: { n: number | null }) {
  const { t } = useTranslation();
  const f = useFormat();
  return n === null ? <span className="text-ink-soft">{t('health:unknown')}</span> : f.number(n);
}

/** What its records say, with the rules on hover, and whether it got worse. */
export function Evidence({ row }: { row: Pick<ProjectRow, 'overall' | 'reasons' | 'worsened' | 'previous'> }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex items-center gap-2">
      <Verdict colour={row.overall} why={row.reasons} />
      {row.worsened && (
        <span
          className="text-bad text-note"
          title={t('health:worsenedFrom', { word: t(`health:colour.${row.previous || 'none'}`) })}
        >
          {t('health:worsened')}
        </span>
      )}
    </span>
  );
}

export function Gates({ row }: { row: Pick<ProjectRow, 'gates' | 'nextGate'> }) {
  const { t } = useTranslation();
  return (
    <MiniSteps
      separator={t('common:listSeparator')}
      steps={row.gates.map((g) => ({
        key: g.gate,
        face: gateFace(g, row.nextGate),
        said: t('projects:gateSaid', { gate: g.gate, word: t(`projects:gateWord.${gateWord(g, row.nextGate)}`) }),
      }))}
    />
  );
}

export function Spent({ row }: { row: Pick<ProjectRow, 'spent' | 'budget'> }) {
  const f = useFormat();
  const share = spentPercent(row.spent, row.budget);
  return <Bullet value={row.spent} of={row.budget} text={share === null ? '' : f.percent(share)} />;
}

/** How old the latest report is; one that is too old is grey. */
export function ReportAge({ row }: { row: Pick<ProjectRow, 'reportAgeDays' | 'reportStale'> }) {
  const { t } = useTranslation();
  const text = row.reportAgeDays === null ? t('health:noReport') : t('health:daysAgo', { days: row.reportAgeDays });
  return row.reportStale ? <StatusChip tone="unknown">{text}</StatusChip> : <span>{text}</span>;
}

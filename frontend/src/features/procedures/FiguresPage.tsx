import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paretoOptions, type Summary, snapshotsOptions, summaryOptions } from '@/api/procedures';
import { useFormat } from '@/i18n/format';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Groups, Obstacles, StepBars, YearBars } from './Charts';
import { shareText } from './model';
import { ParetoTable } from './ParetoTable';
import { ProcedureNav } from './ProcedureNav';
import { ShareTable } from './ShareTable';
import { SnapshotLines } from './SnapshotLines';
import { ProcedureTiles } from './Tiles';

/** What share needs no visit, by count and by volume, now and as far as possible; which few make up most; what hinders. */
export function FiguresPage() {
  const { t } = useTranslation();
  const f = useFormat();
  const summary = useQuery(summaryOptions({}));
  const pareto = useQuery(paretoOptions({})).data;
  const snapshots = useQuery(snapshotsOptions()).data;
  const s = summary.data;
  if (summary.error && !s) return <FailedState error={summary.error} onRetry={() => void summary.refetch()} />;
  if (!s) return <SkeletonPage />;
  return (
    <div className="flex flex-col gap-6">
      <PageHead title={t('procedures:figures.title')} answer={<Answer summary={s} />} />
      <ProcedureNav />
      <ProcedureTiles summary={s} />
      <ShareTable summary={s} />
      {pareto && <ParetoTable pareto={pareto} />}
      <div className="grid gap-8 lg:grid-cols-2">
        <StepBars summary={s} />
        <Obstacles summary={s} />
        <YearBars summary={s} />
        {snapshots && snapshots.items.length > 1 && <SnapshotLines snapshots={snapshots.items.toReversed()} />}
      </div>
      <Groups summary={s} />
      <p className="max-w-prose text-note text-ink-soft">
        {t('procedures:figures.definition', {
          edition: s.definition.edition,
          text: f.pick(s.definition.text, s.definition.textEn),
        })}
      </p>
    </div>
  );
}

function Answer({ summary: s }: { summary: Summary }) {
  const { t } = useTranslation();
  const f = useFormat();
  const percent = (n: number) => f.percent(n, 2);
  return (
    <>
      {t('procedures:figures.answer', {
        count: shareText(s.current.byCount, percent).figure,
        volume: shareText(s.current.byVolume, percent).figure,
        goal: shareText(s.potential.byCount, percent).figure,
        on: f.day(s.asOf),
      })}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type HealthDetail, healthOfOptions, type Result, type Subject } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { Card, Section } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { Trend, Verdict } from './Chips';
import { countOf, fired } from './model';
import { RuleResult } from './RuleResult';
import { WorthFacts } from './WorthFacts';

/** The evidence of one project or system: the verdict, every rule with its values, limits and rows. */
export function HealthTab({ subject, id, below }: { subject: Subject; id: string; below?: ReactNode }) {
  const { t } = useTranslation();
  const { data: d, error, refetch } = useQuery(healthOfOptions(subject, id));
  if (error && !d) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!d) return <SkeletonRows />;
  if (!d.judged) {
    return (
      <div className="flex flex-col gap-6">
        <EmptyState title={t('health:notJudged.title')} hint={t(`health:notJudged.${subject}`)} />
        {below}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-8">
      <Answer detail={d} subject={subject} />
      <div className="grid items-start gap-8 xl:grid-cols-[2fr_1fr]">
        <Rules results={d.results} />
        <div className="flex flex-col gap-8">
          <Past detail={d} />
          <WorthFacts worth={d.worth} subject={subject} />
        </div>
      </div>
      {below}
    </div>
  );
}

function Answer({ detail: d, subject }: { detail: HealthDetail; subject: Subject }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Card className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-8 gap-y-2">
        {subject === 'projects' && (
          <span>
            <span className="mr-2 text-note text-ink-soft">{t('health:column.declared')}</span>
            <Verdict colour={d.declared} />
            {d.report && (
              <span className="ml-2 text-note text-ink-soft">
                {t('health:reportOf', { on: f.dayShort(d.report.asOf), days: d.report.ageDays })}
              </span>
            )}
          </span>
        )}
        <span>
          <span className="mr-2 text-note text-ink-soft">{t('health:column.overall')}</span>
          <Verdict colour={d.overall} />
        </span>
        <span className="text-note text-ink-soft">{t('health:judgedAt', { at: f.instant(d.judgedAt) })}</span>
      </div>
      {d.disagreement && <p className="font-bold text-bad">{t('health:disagreementSaid')}</p>}
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {d.dimensions.map((s) => (
          <li key={s.dimension}>
            <span className="mr-1.5 text-note text-ink-soft">{t(`health:side.${s.dimension}`)}</span>
            <Verdict colour={s.verdict} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Rules({ results }: { results: Result[] }) {
  const { t } = useTranslation();
  const wrong = fired(results);
  const well = results.filter((r) => r.verdict === 'green');
  return (
    <Section
      title={t('health:rules.fired')}
      note={t('health:rules.counts', {
        red: countOf(results, 'red'),
        amber: countOf(results, 'amber'),
        grey: countOf(results, 'grey'),
      })}
    >
      {wrong.length === 0 && <p>{t('health:nothing')}</p>}
      <ul className="border-line border-t">
        {wrong.map((r) => (
          <RuleResult key={r.rule} result={r} />
        ))}
      </ul>
      {well.length > 0 && (
        <details>
          <summary className="min-h-control py-2">{t('health:rules.well', { count: well.length })}</summary>
          <ul className="border-line border-t">
            {well.map((r) => (
              <RuleResult key={r.rule} result={r} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** How it came here: the line of a year, and the days on which the colour changed. */
function Past({ detail: d }: { detail: HealthDetail }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Section title={t('health:past.title')}>
      <Trend trend={d.trend} />
      {d.comparedOn && (
        <p>
          {t('health:past.compared', {
            on: f.day(d.comparedOn),
            word: t(`health:colour.${d.previous || 'none'}`),
          })}
        </p>
      )}
      {d.changes.length === 0 ? (
        <p className="text-ink-soft">{t('health:past.none')}</p>
      ) : (
        <ul className="border-line border-t">
          {d.changes.map((c) => (
            <li key={c.day} className="flex flex-wrap gap-x-3 border-line border-b py-1.5">
              <span className="text-ink-soft">{f.dayShort(c.day)}</span>
              <span>
                {t(`health:colour.${c.from}`)} → <Verdict colour={c.to} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

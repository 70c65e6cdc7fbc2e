import { useTranslation } from 'react-i18next';
import type { Decision, Pilot } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { VerdictLines } from './Chips';

/** What had to be shown, version by version, and whether it is; whoever moved the posts after the start is seen. */
export function CriteriaPart({ pilot: p }: { pilot: Pilot }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <Section
      title={t('pilots:criteria.title')}
      note={p.criteria.length > 1 ? t('pilots:criteria.versions', { n: p.criteria.length }) : undefined}
    >
      {p.criteria.length === 0 && <p className="text-ink-soft">{t('pilots:criteria.none')}</p>}
      {p.criteria.map((c, i) => (
        <div key={c.id} className="flex flex-col gap-2 border border-line p-4">
          <p className="flex flex-wrap items-baseline gap-x-4">
            <span className="font-bold">{t('pilots:criteria.no', { no: c.no })}</span>
            {i === 0 && <span>{t('pilots:criteria.inForce')}</span>}
            {c.afterStart ? (
              <StatusChip tone="warn">{t('pilots:criteria.afterStart')}</StatusChip>
            ) : (
              <span className="text-ink-soft">{t('pilots:criteria.beforeStart')}</span>
            )}
            <span className="text-note text-ink-soft">
              {t('pilots:criteria.setBy', { on: f.day(c.setOn), by: f.pick(c.setByName, c.setByNameEn) })}
            </span>
          </p>
          <p>{t('pilots:criteria.metric', { metric: t(`pilots:metric.${c.metric}`), percent: c.targetPercent })}</p>
          <VerdictLines verdict={c.verdict} minCases={p.minCases} />
          <p className="max-w-prose">
            <span className="text-ink-soft">{t('pilots:field.giveUp')}: </span>
            {c.giveUp}
          </p>
          {c.reason && (
            <p className="max-w-prose">
              <span className="text-ink-soft">{t('pilots:field.criteriaReason')}: </span>
              {c.reason}
            </p>
          )}
        </div>
      ))}
    </Section>
  );
}

/** What was decided, by whom, on which figures, and what was learnt. */
export function DecisionPart({ pilot: p }: { pilot: Pilot }) {
  const { t } = useTranslation();
  return (
    <Section title={t('pilots:decision.title')}>
      {p.decisions.length === 0 && <p className="text-ink-soft">{t('pilots:decision.none')}</p>}
      {p.decisions.map((d) => (
        <DecisionCard key={d.id} decision={d} />
      ))}
    </Section>
  );
}

function DecisionCard({ decision: d }: { decision: Decision }) {
  const { t } = useTranslation();
  const f = useFormat();
  const facts = [
    { key: 'by', label: t('pilots:decision.by'), value: [d.decidedByName, d.meeting].filter(Boolean).join(' · ') },
    {
      key: 'on',
      label: t('pilots:decision.figures'),
      value: t('pilots:decision.figuresText', {
        edition: d.edition,
        metric: t(`pilots:metric.${d.metric}`),
        counted: `${d.correct}/${d.cases}`,
        low: d.verdict.lines.find((l) => l.key === 'accuracy')?.actual?.toFixed(1) ?? t('common:chart.unknown'),
        target: d.targetPercent,
        no: d.criteriaNo,
      }),
    },
    ...(d.corrected + d.voided > 0
      ? [
          {
            key: 'changed',
            label: t('pilots:decision.changed'),
            value: t('pilots:decision.changedText', { corrected: f.number(d.corrected), voided: f.number(d.voided) }),
          },
        ]
      : []),
    { key: 'reason', label: t('pilots:field.decisionReason'), value: d.reason },
    ...(d.scope ? [{ key: 'scope', label: t('pilots:field.scope'), value: d.scope }] : []),
    ...(d.endsOn ? [{ key: 'ends', label: t('pilots:field.nextEndsOn'), value: f.day(d.endsOn) }] : []),
    ...(d.lessons ? [{ key: 'lessons', label: t('pilots:field.lessons'), value: d.lessons }] : []),
  ];
  return (
    <div className="flex flex-col gap-2 border border-line p-4">
      <p className="flex flex-wrap items-baseline gap-x-4">
        <span className="font-bold">{t(`pilots:outcome.${d.outcome}`)}</span>
        <span>{f.day(d.decidedOn)}</span>
        {d.afterStart && <StatusChip tone="warn">{t('pilots:criteria.afterStart')}</StatusChip>}
      </p>
      <DescriptionList facts={facts} />
    </div>
  );
}

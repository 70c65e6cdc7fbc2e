import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Application, type Gate, type GateSet, readinessOptions } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { Disclosure } from '@/ui/facts';
import { Section } from '@/ui/Page';
import { StatusMark } from './Chips';
import { ConditionCards } from './Conditions';
import { CriterionStanding } from './CriteriaList';
import { DecisionRecord } from './DecisionRecord';
import { EvidenceList } from './EvidenceList';
import { linesOf } from './fields';
import { isOpen } from './model';
import { OpinionList } from './Opinions';
import { JudgedCard, ReadinessCard } from './ReadinessCard';
import { WhoActs } from './WhoActs';

/** A round that was handed in: what was decided, what it demands, what the reviewers said, what the applicant answered. */
export function ApplicationView({
  application: a,
  gate,
  set,
  live,
}: {
  application: Application;
  gate: Gate;
  set: GateSet;
  live: boolean;
}) {
  const { t } = useTranslation();
  const open = isOpen(a.state);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-3">
      <div className="flex flex-col gap-8 lg:col-span-2">
        {a.decision && <DecisionRecord decision={a.decision} />}
        {a.conditions.length > 0 && (
          <Section
            title={t('gates:conditions')}
            note={t('gates:openOf', {
              open: a.conditions.filter((c) => c.state === 'open' || c.state === 'reported').length,
              total: a.conditions.length,
            })}
          >
            <ConditionCards conditions={a.conditions} />
          </Section>
        )}
        <OpinionList application={a} />
        <Section title={t('gates:answers')}>
          <Answers application={a} gate={gate} set={set} live={live && open} />
        </Section>
        <Section title={t('gates:documents')}>
          <Documents application={a} set={set} />
        </Section>
      </div>
      <div className="flex flex-col gap-6">
        {live && <WhoActs projectId={a.projectId} gate={a.gate} />}
        <Hands application={a} />
        {open && live && <ReadinessCard projectId={a.projectId} gate={a.gate} brief />}
        {a.decision && (
          <Disclosure summary={t('gates:frozen')}>
            <JudgedCard judged={a.decision.readiness} frozen />
          </Disclosure>
        )}
      </div>
    </div>
  );
}

/** Who wrote it, who handed it in, and when. */
function Hands({ application: a }: { application: Application }) {
  const { t } = useTranslation();
  const f = useFormat();
  const name = (id: string | undefined) => (id && a.people[id] ? f.name(a.people[id]) : '');
  const lines: [string, ReactNode][] = [
    ['submittedAt', a.submittedAt && [f.instant(a.submittedAt), name(a.submittedBy)].filter(Boolean).join(' ')],
    ['preparedBy', (a.preparedBy ?? []).map(name).filter(Boolean).join(t('common:listSeparator'))],
    ['startedAt', a.startedAt && f.instant(a.startedAt)],
  ];
  return (
    <dl className="text-note">
      {lines.map(
        ([key, value]) =>
          value && (
            <div key={key} className="flex gap-3">
              <dt className="w-28 shrink-0 text-ink-soft">{t(`gates:hand.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Answers({
  application: a,
  gate,
  set,
  live,
}: {
  application: Application;
  gate: Gate;
  set: GateSet;
  live: boolean;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const readiness = useQuery({ ...readinessOptions(a.projectId, a.gate), enabled: live }).data;
  const judged = live ? readiness?.criteria : a.decision?.readiness.criteria;
  return (
    <ol className="border-line border-t">
      {linesOf(set, gate, a.tier).map((line) => {
        const answer = a.answers.find((x) => x.criterionId === line.id);
        const standing = judged?.find((c) => c.id === line.id);
        return (
          <li key={line.id} className="grid grid-cols-[1.25rem_1fr] gap-x-2 border-line border-b py-3">
            <span className="pt-1">{standing && <StatusMark status={standing.status} />}</span>
            <div className="flex min-w-0 flex-col gap-1">
              <p>
                <span className="mr-2 text-ink-soft">{line.no}</span>
                {f.pick(line.text, line.textEn)}
              </p>
              <p className="font-bold">
                {line.answer ? t(`gates:answer.${answer?.answer || 'none'}`) : t('gates:answer.live')}
              </p>
              <EvidenceList evidence={answer?.evidence ?? []} />
              {answer?.comment && <p className="measure whitespace-pre-line">{answer.comment}</p>}
              {answer?.reason && (
                <p className="measure whitespace-pre-line">{t('common:history.reason', { reason: answer.reason })}</p>
              )}
              {standing && (!line.answer || line.live || standing.status !== 'met') && (
                <CriterionStanding criterion={standing} people={readiness?.people ?? {}} withoutMend />
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Documents({ application: a, set }: { application: Application; set: GateSet }) {
  const { t } = useTranslation();
  const f = useFormat();
  if (a.documents.length === 0) return <p className="text-ink-soft">{t('gates:noDocuments')}</p>;
  return (
    <ul className="border-line border-t">
      {a.documents.map((d, i) => {
        const kind = set.documents.find((k) => k.kind === d.kind);
        return (
          <li key={i} className="grid grid-cols-[10rem_1fr] gap-2 border-line border-b py-2 max-sm:grid-cols-1">
            <span className="text-ink-soft">{kind ? f.name(kind) : d.kind}</span>
            <span className="flex flex-wrap gap-x-3">
              <span>{d.title}</span>
              {d.version && <span>{d.version}</span>}
              {d.reference && <span className="text-ink-soft">{d.reference}</span>}
              {d.date && <span className="text-ink-soft">{f.day(d.date)}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

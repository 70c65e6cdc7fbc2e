import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, StepName } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { DescriptionList, type Fact } from '@/ui/facts';
import { Card } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { type Key, keys, stepsFor } from './model';
import { StepDialog } from './StepDialog';

/** The two keys side by side: what the section reported, what the auditor verified. A third card when a risk waits for its decider. */
export function Keys({ finding }: { finding: Finding }) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {keys
        .filter((k) => k !== 'decider' || finding.acceptancePending || finding.effectiveState === 'accepted')
        .map((k) => (
          <KeyCard key={k} finding={finding} holder={k} />
        ))}
    </div>
  );
}

function KeyCard({ finding, holder }: { finding: Finding; holder: Key }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [step, setStep] = useState<StepName>();
  const on = { auditee: finding.reportedOn, auditor: finding.closedOn, decider: undefined }[holder];
  // What was reported and then sent back is not turned any more.
  const turned = on && !(holder === 'auditee' && finding.effectiveState === 'in_action') ? on : undefined;
  const facts = useFacts(finding, holder);
  const steps = stepsFor(finding, holder);
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-section">{t(`findings:key.${holder}`)}</h3>
        {holder !== 'decider' && (
          <StatusChip tone={turned ? 'good' : 'unknown'}>
            {turned ? t(`findings:turned.${holder}`, { on: f.dayShort(turned) }) : t('findings:notTurned')}
          </StatusChip>
        )}
      </div>
      {facts.length > 0 ? (
        <DescriptionList facts={facts} />
      ) : (
        <p className="text-ink-soft">{t(`findings:nothing.${holder}`)}</p>
      )}
      {steps.length > 0 && (
        <div className="no-print flex flex-wrap gap-2">
          {steps.map((s, i) => (
            <Button
              key={s}
              can={finding.can[s]}
              variant={s === 'withdraw' ? 'quiet' : i === 0 ? 'main' : 'plain'}
              onPress={() => setStep(s)}
            >
              {t(`findings:act.${s}`)}
            </Button>
          ))}
        </div>
      )}
      {step && <StepDialog finding={finding} step={step} onClose={() => setStep(undefined)} />}
    </Card>
  );
}

/** What is on record behind a key; what is not there yet is left out. */
function useFacts(x: Finding, holder: Key): Fact[] {
  const { t } = useTranslation();
  const f = useFormat();
  const name = (id?: string) => (id && x.people[id] ? f.name(x.people[id]) : undefined);
  const by = (id: string | undefined, on: string | undefined) => [name(id), f.dayShort(on)].filter(Boolean).join(' · ');
  const fact = (key: string, value: React.ReactNode) => ({ key, label: t(`findings:field.${key}`), value });
  const last = x.acceptances.at(-1);
  const all: Record<Key, Fact[]> = {
    auditee: [
      fact('answer', x.answer),
      fact('action', x.action),
      fact('actionOwnerId', name(x.actionOwnerId)),
      fact('planDueOn', f.dayShort(x.planDueOn)),
      fact('planReason', x.planReason),
      fact('answeredById', by(x.answeredById, x.answeredOn)),
      fact('report', x.report),
      fact('evidence', x.evidence.length > 0 && <EvidenceList finding={x} />),
      fact(
        'residualBand',
        x.residualBand && t('findings:scored', { band: t(`findings:band.${x.residualBand}`), score: x.residualScore }),
      ),
      fact('reportedById', by(x.reportedById, x.reportedOn)),
      fact(
        'inTime',
        x.inTime === null || x.inTime === undefined
          ? undefined
          : t(x.inTime ? 'findings:inTime' : 'findings:notInTime'),
      ),
    ],
    auditor: [
      fact('raisedById', by(x.raisedById, x.raisedOn)),
      fact('noticeOn', f.dayShort(x.noticeOn)),
      fact('planApprovedById', by(x.planApprovedById, x.planApprovedOn)),
      fact('sentBackCount', x.sentBackCount ? t('findings:times', { count: x.sentBackCount }) : undefined),
      fact('verifyMethod', x.verifyMethod),
      fact('verifyResult', x.verifyResult),
      fact('retestOn', f.dayShort(x.retestOn)),
      fact('retestResult', x.retestResult),
      fact(
        'retestFrom',
        x.effectiveState === 'verifying' && x.limits.retestFrom ? f.dayShort(x.limits.retestFrom) : undefined,
      ),
      fact('verifiedById', by(x.verifiedById, x.closedOn)),
      fact('withdrawReason', x.withdrawReason),
    ],
    decider: last
      ? [
          fact('rationale', last.rationale),
          fact('control', last.control),
          fact('until', f.dayShort(last.until)),
          fact('requestedBy', by(last.requestedBy, last.requestedOn)),
          fact('decision', t(`findings:request.${last.state}`)),
          fact('acceptBy', x.limits.acceptBy && t(`findings:authority.${x.limits.acceptBy}`)),
        ]
      : [],
  };
  return all[holder].filter((y) => Boolean(y.value));
}

function EvidenceList({ finding }: { finding: Finding }) {
  const f = useFormat();
  return (
    <ul className="flex flex-col gap-1">
      {finding.evidence.map((e) => (
        <li key={`${e.reference} ${e.title}`}>
          {e.title}
          <span className="ml-2 text-note text-ink-soft">
            {[e.reference, e.place, f.dayShort(e.date)].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

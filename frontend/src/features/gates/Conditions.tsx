import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { Link } from '@/ui/Link';
import { ConditionChip, CriticalityWord } from './Chips';
import { type ConditionAct, ConditionDialog } from './ConditionDialog';
import { EvidenceList } from './EvidenceList';
import { byUrgency } from './model';

/** The demands of an approval, the urgent first: who owns each, until when, how it stands, and what may be done with it. */
export function ConditionCards({ conditions, withGate }: { conditions: readonly Condition[]; withGate?: boolean }) {
  const { t } = useTranslation();
  return (
    <ol aria-label={t('gates:conditions')} className="flex flex-col gap-3">
      {byUrgency(conditions).map((c) => (
        <ConditionCard key={c.id} condition={c} withGate={withGate} />
      ))}
    </ol>
  );
}

function ConditionCard({ condition: c, withGate }: { condition: Condition; withGate?: boolean }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <li id={`condition-${c.id}`} className="flex scroll-mt-16 flex-col gap-2 border border-line bg-paper p-4">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <ConditionChip condition={c} />
        <CriticalityWord criticality={c.criticality} />
        {withGate && (
          <Link to="/projects/$id/gates/$gate" params={{ id: c.projectId, gate: c.gate }}>
            {t('gates:conditionNo', { gate: c.gate, no: c.no })}
          </Link>
        )}
        <span className={cx(c.overdue && 'text-bad')}>
          {c.dueOn ? t('gates:dueOn', { on: f.day(c.dueOn) }) : t('gates:dueGate', { gate: c.dueGate })}
        </span>
        <span className="text-ink-soft">{t('gates:owner', { name: f.pick(c.ownerName, c.ownerNameEn) })}</span>
      </p>
      <p className="measure whitespace-pre-line font-bold">{c.text}</p>
      <Story condition={c} />
      <Actions condition={c} />
    </li>
  );
}

/** What was said of it so far: the report, what the verifier found, or why it was waived. */
function Story({ condition: c }: { condition: Condition }) {
  const { t } = useTranslation();
  const f = useFormat();
  const by = (ja?: string, en?: string) => f.pick(ja, en);
  return (
    <>
      {c.reportedAt && c.state !== 'open' && (
        <div>
          <p className="text-ink-soft text-note">
            {t('gates:reportedBy', { name: by(c.reportedByName, c.reportedByNameEn), at: f.instant(c.reportedAt) })}
          </p>
          <EvidenceList evidence={c.evidence ?? []} />
          {c.comment && <p className="measure whitespace-pre-line">{c.comment}</p>}
        </div>
      )}
      {c.state === 'open' && c.verifyComment && (
        <p className="measure border-warn border-l-4 pl-3">{t('gates:sentBack', { comment: c.verifyComment })}</p>
      )}
      {c.state === 'verified' && (
        <p className="text-ink-soft text-note">
          {t('gates:verifiedBy', { name: by(c.verifiedByName, c.verifiedByNameEn), at: f.instant(c.verifiedAt) })}
          {c.verifyComment && ` ${c.verifyComment}`}
        </p>
      )}
      {c.state === 'waived' && (
        <p className="measure text-ink-soft">
          {t('gates:waivedBy', {
            name: by(c.waivedByName, c.waivedByNameEn),
            at: f.instant(c.waivedAt),
            reason: c.waivedReason,
          })}
        </p>
      )}
    </>
  );
}

function Actions({ condition: c }: { condition: Condition }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<ConditionAct | null>(null);
  if (c.state === 'verified' || c.state === 'waived') return null;
  const first: ConditionAct = c.state === 'open' ? 'report' : 'verify';
  return (
    <div className="no-print flex flex-wrap gap-2">
      <Button
        variant={c.can?.[first]?.allowed ? 'main' : 'plain'}
        can={c.can?.[first]}
        onPress={() => setAct(first)}
        beside
      >
        {t(`gates:act.${first}`)}
      </Button>
      <Button variant="quiet" can={c.can?.waive} onPress={() => setAct('waive')}>
        {t('gates:act.waive')}
      </Button>
      {act && <ConditionDialog key={act} condition={c} act={act} onClose={() => setAct(null)} />}
    </div>
  );
}

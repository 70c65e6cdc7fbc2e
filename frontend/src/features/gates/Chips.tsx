import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationState, Condition, Criticality, Dca, Outcome, Status } from '@/api/gates';
import { cx } from '@/lib/cx';
import { Mark, StatusChip, type Tone } from '@/ui/StatusChip';

const statusTone: Record<Exclude<Status, 'waived'>, Tone> = { met: 'good', unmet: 'bad', stale: 'unknown' };

/** 適合 ● · 不足 ■ · 古い ◇ · 該当なし —: the shape of a line. */
export function StatusMark({ status }: { status: Status }) {
  if (status !== 'waived') return <Mark tone={statusTone[status]} />;
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className="shrink-0 text-ink-soft">
      <path d="M1.5 6h9" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}

const dcaLook: Record<Dca, { colour: string; shape: ReactNode }> = {
  green: { colour: 'text-good', shape: <circle cx="6" cy="6" r="4.5" fill="currentColor" /> },
  amber_green: {
    colour: 'text-good',
    shape: (
      <>
        <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" />
      </>
    ),
  },
  amber: { colour: 'text-warn', shape: <path d="M6 1 11.5 11H.5z" fill="currentColor" /> },
  amber_red: {
    colour: 'text-bad',
    shape: <path d="M6 11.5 .5 1.5h11z" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  },
  red: { colour: 'text-bad', shape: <path d="M1.5 1.5h9v9h-9z" fill="currentColor" /> },
};

/** Delivery confidence: five shapes, five words. */
export function DcaChip({ dca, full }: { dca: Dca; full?: boolean }) {
  const { t } = useTranslation();
  const { colour, shape } = dcaLook[dca];
  return (
    <span className={cx('inline-flex items-center gap-1.5', !full && 'whitespace-nowrap', colour)}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className="shrink-0">
        {shape}
      </svg>
      <span>
        {t(`gates:dca.${dca}`)}
        {full && <span className="text-ink-soft">: {t(`gates:dcaMeans.${dca}`)}</span>}
      </span>
    </span>
  );
}

const outcomeTone: Record<Outcome, Tone> = {
  approved: 'good',
  conditional: 'warn',
  returned: 'bad',
  deferred: 'unknown',
  rejected: 'bad',
};

export function OutcomeChip({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  return <StatusChip tone={outcomeTone[outcome]}>{t(`gates:outcome.${outcome}`)}</StatusChip>;
}

/** Where a round stands; once decided, the outcome says more. */
export function RoundWord({ state, outcome }: { state: ApplicationState; outcome: Outcome | '' }) {
  const { t } = useTranslation();
  if (outcome) {
    return (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <OutcomeChip outcome={outcome} />
        {state === 'conditions' && <span className="text-ink-soft">{t('gates:state.conditions')}</span>}
      </span>
    );
  }
  return <span className={state === 'withdrawn' ? 'text-ink-faint' : undefined}>{t(`gates:state.${state}`)}</span>;
}

export function CriticalityWord({ criticality }: { criticality: Criticality | '' }) {
  const { t } = useTranslation();
  if (!criticality) return null;
  return (
    <span className={cx('whitespace-nowrap', criticality === 'critical' && 'font-bold')}>
      {t(`gates:criticality.${criticality}`)}
    </span>
  );
}

/** Open and late is trouble; reported waits for somebody else; verified is done. */
export function ConditionChip({ condition }: { condition: Pick<Condition, 'state' | 'overdue'> }) {
  const { t } = useTranslation();
  const tone: Tone = condition.overdue
    ? 'bad'
    : { open: 'warn' as const, reported: 'warn' as const, verified: 'good' as const, waived: 'unknown' as const }[
        condition.state
      ];
  return (
    <StatusChip tone={tone}>
      {t(condition.overdue ? 'gates:overdue' : `gates:conditionState.${condition.state}`)}
    </StatusChip>
  );
}

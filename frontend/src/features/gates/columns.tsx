import { useTranslation } from 'react-i18next';
import type { ApplicationItem, Condition } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { inJapan } from '@/lib/dates';
import type { Column } from '@/ui/fields/columns';
import { ConditionChip, CriticalityWord, RoundWord } from './Chips';

const column = <R,>(key: string, cell: Column<R>['cell'], patch: Partial<Column<R>> = {}): Column<R> => ({
  key,
  label: `gates:column.${key}`,
  numeric: false,
  sortable: false,
  shown: true,
  cell,
  ...patch,
});

export const applicationColumns: Column<ApplicationItem>[] = [
  column('projectCode', (a) => <ProjectName record={a} />, { sortable: true, width: 18 }),
  column('gate', (a) => <GateRound application={a} />, { sortable: true, width: 10 }),
  column('state', (a) => <RoundWord state={a.state} outcome={a.outcome} />, { width: 8 }),
  column('opinions', (a) => <OpinionCount application={a} />, { numeric: true }),
  column('dueOn', (a) => <DueOn on={a.dueOn} />, { sortable: true }),
  column('submittedAt', (a) => <Day at={a.submittedAt} />, { sortable: true }),
  column('tier', (a) => a.tier),
  column('applicant', (a) => <Picked ja={a.applicantName} en={a.applicantNameEn} />, { width: 9 }),
  column('number', (a) => a.number ?? '—'),
  column('openConditions', (a) => (a.openConditions > 0 ? a.openConditions : '—'), { numeric: true, shown: false }),
];

export const conditionColumns: Column<Condition>[] = [
  column('condition', (c) => c.text, { width: 20 }),
  column('projectCode', (c) => <ProjectName record={c} />, { sortable: true, width: 13 }),
  column('conditionState', (c) => <ConditionChip condition={c} />),
  column('criticality', (c) => <CriticalityWord criticality={c.criticality} />, { sortable: true }),
  column('dueOn', (c) => <ConditionDue condition={c} />, { sortable: true }),
  column('owner', (c) => <Picked ja={c.ownerName} en={c.ownerNameEn} />, { width: 9 }),
  column('gate', (c) => <ConditionGate condition={c} />),
];

interface OfProject {
  projectCode: string;
  projectName: string;
  projectNameEn?: string;
}

export function ProjectName({ record }: { record: OfProject }) {
  const f = useFormat();
  return (
    <>
      <span className="mr-2 text-ink-soft">{record.projectCode}</span>
      {f.pick(record.projectName, record.projectNameEn)}
    </>
  );
}

export function GateRound({ application: a }: { application: Pick<ApplicationItem, 'gate' | 'round'> }) {
  const { t } = useTranslation();
  return a.round > 1
    ? t('gates:gateRound', { gate: t(`gates:gate.${a.gate}`), round: a.round })
    : t(`gates:gate.${a.gate}`);
}

/** Given of asked, where there is a review. */
export function OpinionCount({ application: a }: { application: ApplicationItem }) {
  const { t } = useTranslation();
  if (a.reviewers === 0 && a.opinions === 0) return '—';
  return t('gates:opinionsOf', { given: a.opinions, asked: Math.max(a.reviewers, a.opinions) });
}

export function DueOn({ on, late }: { on?: string; late?: boolean }) {
  const f = useFormat();
  return <span className={cx(late && 'text-bad')}>{f.dayShort(on) || '—'}</span>;
}

export function ConditionDue({ condition: c }: { condition: Condition }) {
  const { t } = useTranslation();
  return c.dueOn ? <DueOn on={c.dueOn} late={c.overdue} /> : t('gates:dueGate', { gate: c.dueGate });
}

function ConditionGate({ condition: c }: { condition: Condition }) {
  const { t } = useTranslation();
  return t('gates:conditionNo', { gate: c.gate, no: c.no });
}

/** The day alone: the minute stands on the application's page. */
function Day({ at }: { at?: string }) {
  const f = useFormat();
  return at ? f.dayShort(inJapan(at).on) : '—';
}

function Picked({ ja, en }: { ja: string; en?: string }) {
  return useFormat().pick(ja, en);
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, addKPI, type KPI, measureKPI, reviseTarget } from '@/api/plans';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { fiscalYearOf } from '@/lib/fiscal';
import { ActDialog } from '@/ui/act/ActDialog';
import { Reason } from '@/ui/act/Reason';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { RadioGroup } from '@/ui/Choice';
import { DateField, FiscalYearField, NumberField, type Parsed } from '@/ui/ParsedField';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

const num = (v: Parsed<number>): number | undefined => (typeof v === 'number' ? v : undefined);

/** A measured value; one for the same year corrects it and stands beside it. */
export function MeasureDialog({ kpi, onClose }: { kpi: KPI; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [year, setYear] = useState<Parsed<number>>(fiscalYearOf(today()) - 1);
  const [on, setOn] = useState<string | null>(today());
  const [value, setValue] = useState<Parsed<number>>(null);
  const [note, setNote] = useState('');
  const act = useAct({
    send: (intent) =>
      measureKPI(kpi, { year: num(year) ?? 0, on: on ?? '', value: num(value) ?? 0, note: note.trim() }, intent),
    onDone: () => toast(t('actions:measured', { name: f.name(kpi) })),
  });
  return (
    <ActDialog
      title={t('actions:measureTitle', { name: f.name(kpi) })}
      effect={t('actions:measureEffect')}
      verb={t('actions:measure')}
      act={act}
      isOpen
      onClose={onClose}
      waits={num(value) === undefined || num(year) === undefined ? t('actions:valueFirst') : undefined}
    >
      <FiscalYearField
        label={t('plans:year')}
        required
        value={year}
        onChange={setYear}
        error={faultAt(t, act.problem, 'year')}
      />
      <NumberField
        label={t('actions:actual')}
        required
        value={value}
        onChange={setValue}
        unit={kpi.unit || undefined}
        error={faultAt(t, act.problem, 'value')}
      />
      <DateField
        label={t('actions:measuredOn')}
        required
        value={on}
        onChange={setOn}
        error={faultAt(t, act.problem, 'on')}
      />
      <TextField label={t('plans:note')} value={note} onChange={setNote} maxLength={500} />
    </ActDialog>
  );
}

/** A new target beside the ones before, with its reason. */
export function TargetDialog({ kpi, onClose }: { kpi: KPI; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [target, setTarget] = useState<Parsed<number>>(kpi.target);
  const [year, setYear] = useState<Parsed<number>>(kpi.targetYear);
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) =>
      reviseTarget(kpi, { target: num(target) ?? 0, targetYear: num(year) ?? 0, reason: reason.trim() }, intent),
    onDone: () => toast(t('actions:revised', { name: f.name(kpi) })),
  });
  return (
    <ActDialog
      title={t('actions:reviseTitle', { name: f.name(kpi) })}
      effect={t('actions:reviseEffect')}
      verb={t('actions:revise')}
      act={act}
      isOpen
      onClose={onClose}
      waits={!reason.trim() ? t('actions:reasonFirst') : undefined}
    >
      <NumberField
        label={t('actions:targetHead.target')}
        required
        value={target}
        onChange={setTarget}
        unit={kpi.unit || undefined}
        error={faultAt(t, act.problem, 'target')}
      />
      <FiscalYearField
        label={t('actions:targetHead.targetYear')}
        required
        value={year}
        onChange={setYear}
        error={faultAt(t, act.problem, 'targetYear')}
      />
      <Reason act={act} required value={reason} onChange={setReason} maxLength={1000} />
    </ActDialog>
  );
}

/** A KPI with its baseline and first target. */
export function AddKpiDialog({ action, onClose }: { action: Action; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [unit, setUnit] = useState('');
  const [direction, setDirection] = useState<'increase' | 'decrease'>('increase');
  const [baseline, setBaseline] = useState<Parsed<number>>(null);
  const [baseYear, setBaseYear] = useState<Parsed<number>>(action.plan.fyFrom - 1);
  const [target, setTarget] = useState<Parsed<number>>(null);
  const [year, setYear] = useState<Parsed<number>>(action.plan.fyTo);
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) =>
      addKPI(
        action.id,
        {
          name: name.trim(),
          unit: unit.trim(),
          direction,
          baseline: num(baseline),
          baselineYear: num(baseYear),
          target: num(target) ?? 0,
          targetYear: num(year) ?? 0,
          reason: reason.trim(),
        },
        intent,
      ),
    onDone: () => toast(t('actions:kpiAdded', { name })),
  });
  const approved = action.planState === 'approved';
  return (
    <ActDialog
      title={t('actions:addKpi')}
      verb={t('actions:addKpi')}
      act={act}
      isOpen
      onClose={onClose}
      waits={
        !name.trim() || num(target) === undefined
          ? t('actions:kpiFirst')
          : approved && !reason.trim()
            ? t('actions:reasonFirst')
            : undefined
      }
    >
      <TextField
        label={t('actions:kpiName')}
        required
        value={name}
        onChange={setName}
        maxLength={200}
        error={faultAt(t, act.problem, 'name')}
      />
      <TextField label={t('actions:unit')} value={unit} onChange={setUnit} maxLength={40} />
      <RadioGroup
        label={t('actions:direction')}
        inline
        value={direction}
        onChange={(v) => setDirection(v as typeof direction)}
        options={(['increase', 'decrease'] as const).map((v) => ({ value: v, label: t(`actions:directionWord.${v}`) }))}
      />
      <NumberField
        label={t('actions:baseline')}
        value={baseline}
        onChange={setBaseline}
        error={faultAt(t, act.problem, 'baseline')}
      />
      <FiscalYearField
        label={t('actions:baselineYear')}
        value={baseYear}
        onChange={setBaseYear}
        error={faultAt(t, act.problem, 'baselineYear')}
      />
      <NumberField
        label={t('actions:targetHead.target')}
        required
        value={target}
        onChange={setTarget}
        error={faultAt(t, act.problem, 'target')}
      />
      <FiscalYearField
        label={t('actions:targetHead.targetYear')}
        required
        value={year}
        onChange={setYear}
        error={faultAt(t, act.problem, 'targetYear')}
      />
      {approved && <Reason act={act} required value={reason} onChange={setReason} />}
    </ActDialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Door, type EntryDraft, type Line, postEntry } from '@/api/budgets';
import { today } from '@/lib/dates';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Select } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { DateField, NumberField, type Parsed, YenField } from '@/ui/ParsedField';
import { TextArea, TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { explainBudget } from './explain';

type Kind = EntryDraft['kind'];

const kindsOf: Record<Door, Kind[]> = {
  enter: ['spending', 'carry_out'],
  appropriate: ['initial', 'supplementary', 'carry_in', 'reserve', 'diversion'],
  adjust: ['adjustment'],
};
const columns = ['initial', 'supplementary', 'carriedIn', 'reserve', 'diverted', 'spent', 'carriedOut'] as const;
const needsReason: Kind[] = ['adjustment', 'reserve', 'diversion', 'carry_out'];

/** Adds an entry to the ledger. It stays: a mistake is put right by another one. */
export function EntryDialog({ line, door, onClose }: { line: Line; door: Door; onClose: () => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>(kindsOf[door][0] ?? 'spending');
  const [amount, setAmount] = useState<Parsed<number>>(null);
  const [on, setOn] = useState<string | null>(today());
  const [documentNo, setDocumentNo] = useState('');
  const [number, setNumber] = useState<Parsed<number>>(null);
  const [carryKind, setCarryKind] = useState('');
  const [adjusts, setAdjusts] = useState('');
  const [pair, setPair] = useState('');
  const [reason, setReason] = useState('');
  const carry = kind === 'carry_out' || kind === 'carry_in';
  const act = useAct({
    send: (intent) =>
      postEntry(
        door,
        line.id,
        {
          kind,
          amount: Number(amount),
          postedOn: on ?? '',
          documentNo: documentNo.trim(),
          reason: reason.trim(),
          ...(kind === 'supplementary' ? { number: Number(number) } : {}),
          ...(carry ? { carryKind: carryKind as EntryDraft['carryKind'] } : {}),
          ...(kind === 'adjustment' ? { adjusts: adjusts as EntryDraft['adjusts'] } : {}),
          ...(pair ? { pairLineId: pair } : {}),
        },
        intent,
      ),
    onDone: () => toast(t('budgets:done.enter')),
  });
  const waits =
    typeof amount !== 'number' || amount === 0
      ? 'amount'
      : !on
        ? 'on'
        : kind === 'supplementary' && !number
          ? 'number'
          : carry && !carryKind
            ? 'carry'
            : kind === 'adjustment' && !adjusts
              ? 'column'
              : needsReason.includes(kind) && !reason.trim()
                ? 'reason'
                : undefined;
  return (
    <ActDialog
      title={t(`budgets:act.${door}`)}
      effect={t(`budgets:effect.${door}`)}
      verb={t(`budgets:act.${door}`)}
      act={act}
      isOpen
      onClose={onClose}
      waits={waits && t(`budgets:waits.${waits}`)}
      explain={explainBudget(t)}
      width="wide"
    >
      {kindsOf[door].length > 1 && (
        <Select
          label={t('entries:field.kind')}
          required
          value={kind}
          onChange={(v) => setKind(v as Kind)}
          options={kindsOf[door].map((k) => ({ value: k, label: t(`entries:kind.${k}`) }))}
        />
      )}
      {kind === 'adjustment' && (
        <Select
          label={t('entries:field.adjusts')}
          required
          value={adjusts}
          onChange={setAdjusts}
          placeholder=""
          options={columns.map((c) => ({ value: c, label: t(`entries:adjusts.${c}`) }))}
        />
      )}
      <YenField
        label={t('entries:field.amount')}
        help={t('entries:help.amount')}
        required
        value={amount}
        onChange={setAmount}
        error={faultAt(t, act.problem, 'amount')}
      />
      <DateField
        label={t('entries:field.postedOn')}
        required
        value={on}
        onChange={setOn}
        error={faultAt(t, act.problem, 'postedOn')}
      />
      {kind === 'supplementary' && (
        <NumberField
          label={t('entries:field.number')}
          help={t('entries:help.number')}
          required
          value={number}
          onChange={setNumber}
          error={faultAt(t, act.problem, 'number')}
        />
      )}
      {carry && (
        <Select
          label={t('entries:field.carryKind')}
          required
          value={carryKind}
          onChange={setCarryKind}
          placeholder=""
          options={['continuing', 'approved', 'accident'].map((c) => ({
            value: c,
            label: t(`entries:carryKind.${c}`),
          }))}
        />
      )}
      {(kind === 'carry_out' || kind === 'diversion') && (
        <ComboBox
          label={t('entries:field.pairLineId')}
          help={kind === 'carry_out' ? t('entries:help.pairLineId') : undefined}
          noun="budgets/lines"
          value={pair}
          onChange={setPair}
          without={[line.id]}
          error={faultAt(t, act.problem, 'pairLineId')}
        />
      )}
      <TextField
        label={t('entries:field.documentNo')}
        value={documentNo}
        onChange={setDocumentNo}
        maxLength={100}
        error={faultAt(t, act.problem, 'documentNo')}
      />
      <TextArea
        label={t('common:reason')}
        required={needsReason.includes(kind)}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={1000}
        error={faultAt(t, act.problem, 'reason')}
      />
    </ActDialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assessRequest, type BudgetRequest, submitRequest, withdrawRequest } from '@/api/budgets';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Select } from '@/ui/Choice';
import { type Parsed, YenField } from '@/ui/ParsedField';
import { TextArea, TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { explainBudget } from './explain';

const bases = ['quotations', 'calculation', 'contract', 'actuals', 'quotation'] as const;
type Basis = (typeof bases)[number];

export interface RequestDialogProps {
  act: 'request' | 'assess' | 'withdraw';
  request?: BudgetRequest;
  lineId: string;
  /** The amount to begin with. */
  first?: number;
  onClose: () => void;
}

/** A section requests, the ICT office assesses with its reason, the section withdraws. */
export function RequestDialog({ act: what, request, lineId, first, onClose }: RequestDialogProps) {
  const { t } = useTranslation();
  const [amount, setAmount] = useState<Parsed<number>>(first ?? null);
  const [documentNo, setDocumentNo] = useState('');
  const [basis, setBasis] = useState<Basis>('quotations');
  const [text, setText] = useState('');
  const act = useAct<unknown>({
    send: (intent) => {
      if (what === 'request' || !request)
        return submitRequest(
          { lineId, amount: Number(amount), documentNo: documentNo.trim(), basis, basisNote: text.trim() },
          intent,
        );
      return what === 'assess'
        ? assessRequest(request.id, request.version, { amount: Number(amount), reason: text.trim() }, intent)
        : withdrawRequest(request.id, request.version, text.trim(), intent);
    },
    onDone: () => toast(t(`budgets:done.${what}`)),
  });
  const waits =
    what !== 'withdraw' && typeof amount !== 'number'
      ? 'amount'
      : what === 'request' && !documentNo.trim()
        ? 'documentNo'
        : what !== 'request' && !text.trim()
          ? 'reason'
          : undefined;
  return (
    <ActDialog
      title={t(`budgets:act.${what}`)}
      effect={t(`budgets:effect.${what}`)}
      verb={t(`budgets:act.${what}`)}
      danger={what === 'withdraw'}
      act={act}
      isOpen
      onClose={onClose}
      waits={waits && t(`budgets:waits.${waits}`)}
      explain={explainBudget(t)}
      width={what === 'withdraw' ? 'narrow' : 'wide'}
    >
      {what !== 'withdraw' && (
        <YenField
          label={t(what === 'request' ? 'budgets:field.requested' : 'budgets:field.assessed')}
          required
          value={amount}
          onChange={setAmount}
          error={faultAt(t, act.problem, 'amount')}
        />
      )}
      {what === 'request' && (
        <>
          <TextField
            label={t('entries:field.documentNo')}
            required
            value={documentNo}
            onChange={setDocumentNo}
            maxLength={100}
            error={faultAt(t, act.problem, 'documentNo')}
          />
          <Select
            label={t('entries:field.basis')}
            help={t('entries:help.basis')}
            required
            value={basis}
            onChange={(v) => setBasis(v as Basis)}
            options={bases.map((b) => ({ value: b, label: t(`entries:basis.${b}`) }))}
          />
        </>
      )}
      <TextArea
        label={what === 'request' ? t('entries:field.basisNote') : t('common:reason')}
        required={what !== 'request'}
        value={text}
        onChange={setText}
        rows={3}
        maxLength={1000}
        error={faultAt(t, act.problem, 'reason')}
      />
    </ActDialog>
  );
}

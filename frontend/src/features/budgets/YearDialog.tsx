import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { adoptYear, type BudgetYear, certifyYear, setScope, settleYear } from '@/api/budgets';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { DateField } from '@/ui/ParsedField';
import { TextArea, TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { explainBudget } from './explain';

export type YearAct = 'settle' | 'certify' | 'adopt' | 'scope';

/** Closes a year's accounts, records that they were certified, passes its budget, or says what its figures leave out. */
export function YearDialog({ act: what, year: y, onClose }: { act: YearAct; year: BudgetYear; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [on, setOn] = useState<string | null>(today());
  const [documentNo, setDocumentNo] = useState('');
  const [note, setNote] = useState(y.scopeNote);
  const [noteEn, setNoteEn] = useState(y.scopeNoteEn);
  const year = f.fiscalYear(y.fiscalYear);
  const act = useAct<unknown>({
    send: (intent) => {
      switch (what) {
        case 'settle':
          return settleYear(y.id, y.version, intent);
        case 'certify':
          return certifyYear(y.id, y.version, on ?? '', intent);
        case 'adopt':
          return adoptYear(y.id, y.version, { adoptedOn: on ?? '', documentNo: documentNo.trim() }, intent);
        case 'scope':
          return setScope(y.id, y.version, { scopeNote: note.trim(), scopeNoteEn: noteEn.trim() });
      }
    },
    onDone: () => toast(t(`budgets:done.${what}`, { year })),
  });
  const dated = what === 'certify' || what === 'adopt';
  const waits =
    dated && !on
      ? 'on'
      : what === 'adopt' && !documentNo.trim()
        ? 'documentNo'
        : what === 'scope' && (!note.trim() || !noteEn.trim())
          ? 'note'
          : undefined;
  return (
    <ActDialog
      title={`${year} ${t(`budgets:act.${what}`)}`}
      effect={t(`budgets:effect.${what}`, { year, count: y.waiting.value ?? 0 })}
      verb={t(`budgets:act.${what}`)}
      act={act}
      isOpen
      onClose={onClose}
      waits={waits && t(`budgets:waits.${waits}`)}
      explain={explainBudget(t)}
      width={what === 'scope' ? 'wide' : 'narrow'}
    >
      {dated && (
        <DateField
          label={t(what === 'adopt' ? 'budgets:yearsPage.adoptedOn' : 'budgets:yearsPage.certifiedDay')}
          required
          value={on}
          onChange={setOn}
          error={faultAt(t, act.problem, what === 'adopt' ? 'adoptedOn' : 'certifiedOn')}
        />
      )}
      {what === 'adopt' && (
        <TextField
          label={t('entries:field.documentNo')}
          required
          value={documentNo}
          onChange={setDocumentNo}
          maxLength={100}
        />
      )}
      {what === 'scope' && (
        <>
          <TextArea label={t('budgets:yearsPage.scope')} required value={note} onChange={setNote} maxLength={1000} />
          <TextArea
            label={t('budgets:yearsPage.scopeEn')}
            required
            value={noteEn}
            onChange={setNoteEn}
            maxLength={1000}
          />
        </>
      )}
    </ActDialog>
  );
}

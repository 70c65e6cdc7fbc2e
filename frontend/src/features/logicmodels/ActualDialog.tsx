import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Indicator, type LogicModel, reportActual } from '@/api/logicModels';
import { useFormat } from '@/i18n/format';
import type { Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { ActFields } from '@/ui/act/ActFields';
import { useAct } from '@/ui/act/useAct';
import { toast } from '@/ui/toast';
import { actualFields } from './fields';

/** Enters the value of a fiscal year; one that is there already is corrected. */
export function ActualDialog({
  model: m,
  indicator: i,
  onClose,
}: {
  model: LogicModel;
  indicator: Indicator;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const past = (m.actuals ?? []).flatMap((a) =>
    a.indicator === i.key && a.value !== null ? [{ fiscalYear: a.fiscalYear, value: a.value }] : [],
  );
  const [draft, setDraft] = useState<Draft>({});
  const ready = typeof draft.fiscalYear === 'number' && typeof draft.value === 'number';
  const act = useAct({
    send: (intent) =>
      reportActual(
        m.id,
        {
          indicator: i.key,
          fiscalYear: Number(draft.fiscalYear),
          value: Number(draft.value),
          ...(draft.actualNote ? { note: String(draft.actualNote) } : {}),
        },
        m.version,
        intent,
      ),
    onDone: () => toast(t('logic_models:actualOf.saved')),
  });
  return (
    <ActDialog
      title={t('logic_models:actualOf.name', { name: f.pick(i.name, i.nameEn) })}
      verb={t('logic_models:actualOf.verb')}
      act={act}
      isOpen
      onClose={onClose}
      waits={ready ? undefined : t('logic_models:actualOf.waits')}
    >
      <div className="flex flex-col gap-4">
        {past.length > 0 && (
          <p className="text-ink-soft">
            {t('logic_models:actualOf.past')}{' '}
            {past
              .map((a) => `${f.fiscalYear(a.fiscalYear)} ${f.number(a.value, Number.isInteger(a.value) ? 0 : 2)}`)
              .join(t('common:listSeparator'))}
          </p>
        )}
        <ActFields fields={actualFields} draft={draft} onDraft={setDraft} act={act} names={{ note: 'actualNote' }} />
      </div>
    </ActDialog>
  );
}

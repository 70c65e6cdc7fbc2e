import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GateView, skipGate } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { explainGate } from './Refused';

/** Leaves a gate out in its turn, with the reason (R8). */
export function SkipDialog({ projectId, gate, onClose }: { projectId: string; gate: GateView; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) => skipGate(projectId, gate.gate, intent, reason.trim()),
    onDone: () => toast(t('gates:skippedToast', { gate: gate.gate })),
  });
  return (
    <ActDialog
      title={t('gates:skipTitle', { gate: `${gate.gate} ${f.pick(gate.name, gate.nameEn)}` })}
      effect={t('gates:skipEffect')}
      verb={t('gates:skip')}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={reason.trim() ? undefined : t('gates:waits.reason')}
    >
      <TextArea
        label={t('common:reason')}
        help={t('common:reasonHelp')}
        required
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={faultAt(t, act.problem, 'reason')}
      />
    </ActDialog>
  );
}

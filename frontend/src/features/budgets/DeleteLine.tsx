import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteLine, type Line } from '@/api/budgets';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { explainBudget } from './explain';

/** Takes away a line that was registered by mistake. */
export function DeleteLine({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: () => deleteLine(line.id, line.version, reason.trim()).then(() => navigate({ to: '/budgets/lines' })),
    onDone: () => toast(t('budgets:lines.deleted', { name: line.name })),
  });
  return (
    <ActDialog
      title={t('budgets:lines.deleteTitle', { name: line.name })}
      effect={t('budgets:lines.deleteText')}
      verb={t('budgets:lines.deleteVerb')}
      danger
      act={act}
      isOpen
      onClose={onClose}
      waits={reason.trim() ? undefined : t('budgets:waits.reason')}
      explain={explainBudget(t)}
    >
      <TextArea label={t('common:reason')} required value={reason} onChange={setReason} rows={2} maxLength={500} />
    </ActDialog>
  );
}

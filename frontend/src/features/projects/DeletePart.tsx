import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteMilestone, deleteRisk, type Milestone, type Risk } from '@/api/projects';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** Takes away what was entered by mistake, with the reason; what happened is closed or re-planned instead. */
export function DeletePart({
  part,
  record,
  name,
  onClose,
}: {
  part: 'milestones' | 'risks';
  record: Milestone | Risk;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const remove = part === 'risks' ? deleteRisk : deleteMilestone;
  const act = useAct({
    send: () => remove(record.projectId, record.id, record.version, reason.trim()),
    onDone: () => toast(t(`${part}:deleted`)),
  });
  return (
    <ActDialog
      title={t(`${part}:deleteTitle`, { name })}
      effect={t(`${part}:deleteEffect`)}
      verb={t('common:delete')}
      danger
      act={act}
      isOpen
      onClose={onClose}
      waits={reason.trim() ? undefined : t('projects:reasonFirst')}
    >
      <TextArea
        label={t('common:reason')}
        help={t('common:reasonHelp')}
        required
        value={reason}
        onChange={setReason}
        maxLength={500}
        rows={2}
        error={faultAt(t, act.problem, 'reason')}
      />
    </ActDialog>
  );
}

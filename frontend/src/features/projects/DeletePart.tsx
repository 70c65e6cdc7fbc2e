import { useTranslation } from 'react-i18next';
import { deleteMilestone, deleteRisk, type Milestone, type Risk } from '@/api/projects';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
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
  const remove = part === 'risks' ? deleteRisk : deleteMilestone;
  return (
    <ReasonDialog
      title={t(`${part}:deleteTitle`, { name })}
      effect={t(`${part}:deleteEffect`)}
      verb={t('common:delete')}
      danger
      send={(reason) => remove(record.projectId, record.id, record.version, reason)}
      onDone={() => toast(t(`${part}:deleted`))}
      onClose={onClose}
    />
  );
}

import { useTranslation } from 'react-i18next';
import { deleteEarned, type Earned } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { toast } from '@/ui/toast';

/** Takes away an entry made by mistake, with the reason. */
export function DeleteEarned({ earned, onClose }: { earned: Earned; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <ReasonDialog
      title={t('earned:deleteTitle', { on: f.day(earned.asOf) })}
      effect={t('earned:deleteEffect')}
      verb={t('common:delete')}
      danger
      send={(reason) => deleteEarned(earned.id, earned.version, reason)}
      onDone={() => toast(t('earned:deleted'))}
      onClose={onClose}
    />
  );
}

import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Overlay';
import { useStays } from './useLeave';

/** Says that the session goes on although its end was wanted: on a cut line nobody may believe to have left. */
export function StaysDialog() {
  const { t } = useTranslation();
  const [stays, noted] = useStays();
  return (
    <Dialog
      title={t('shell:person.staysTitle')}
      isOpen={stays}
      onClose={noted}
      actions={
        <Button variant="main" onPress={noted}>
          {t('common:close')}
        </Button>
      }
    >
      <p>{t('shell:person.stays')}</p>
    </Dialog>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Case, voidCase } from '@/api/pilots';
import { keyOf } from '@/api/queries';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { toast } from '@/ui/toast';

/** Takes a case out of the count that was recorded by mistake. It stays, with the reason. */
export function VoidCase({ item, onClose }: { item: Case; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const code = item.code ?? '';
  return (
    <ReasonDialog
      title={t('pilot_cases:voidTitle', { code })}
      effect={t('pilot_cases:voidText')}
      verb={t('pilot_cases:void')}
      danger
      maxLength={500}
      send={(reason, intent) => voidCase(item.id, reason, item.version, intent)}
      onDone={(saved) => {
        cache.setQueryData(keyOf.one('pilots/cases', saved.id), saved);
        void cache.invalidateQueries({ queryKey: keyOf.all('pilots') });
        void cache.invalidateQueries({ queryKey: keyOf.all('pilots/cases') });
        toast(t('pilot_cases:voidDone', { code }));
      }}
      onClose={onClose}
    />
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dataset, refreshDataset } from '@/api/datasets';
import type { Draft } from '@/lib/fields';
import { ActDialog } from '@/ui/act/ActDialog';
import { ActFields } from '@/ui/act/ActFields';
import { useAct } from '@/ui/act/useAct';
import { toast } from '@/ui/toast';
import { refreshFields } from './fields';

/** Says that the data was brought up to date, or looked through and still holds. */
export function RefreshDialog({ dataset: d, onClose }: { dataset: Dataset; onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({});
  const act = useAct({
    send: (intent) =>
      refreshDataset(
        d.id,
        {
          ...(draft.on ? { on: String(draft.on) } : {}),
          ...(draft.refreshNote ? { note: String(draft.refreshNote) } : {}),
        },
        d.version,
        intent,
      ),
    onDone: () => toast(t('datasets:refresh.done')),
  });
  return (
    <ActDialog
      title={t('datasets:refresh.title')}
      effect={t('datasets:refresh.effect')}
      verb={t('datasets:refresh.verb')}
      act={act}
      isOpen
      onClose={onClose}
    >
      <ActFields fields={refreshFields} draft={draft} onDraft={setDraft} act={act} names={{ note: 'refreshNote' }} />
    </ActDialog>
  );
}

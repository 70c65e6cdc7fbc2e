import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeSnapshot } from '@/api/procedures';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { TextArea, TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** Counts the inventory of this moment and keeps the counts. */
export function SnapshotDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const act = useAct({
    send: (intent) => takeSnapshot({ name: name.trim(), ...(note.trim() ? { note: note.trim() } : {}) }, intent),
    onDone: () => toast(t('procedures:snapshot.taken')),
  });
  return (
    <ActDialog
      title={t('procedures:snapshot.take')}
      effect={t('procedures:snapshot.effect')}
      verb={t('procedures:snapshot.verb')}
      act={act}
      isOpen
      onClose={onClose}
      waits={name.trim() ? undefined : t('procedures:snapshot.waitsName')}
    >
      <div className="flex flex-col gap-4">
        <TextField label={t('procedures:snapshot.name')} required maxLength={200} value={name} onChange={setName} />
        <TextArea label={t('procedures:field.note')} maxLength={2000} value={note} onChange={setNote} />
      </div>
    </ActDialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Disaster, endDisaster, writeLessons } from '@/api/disasters';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** Ends a disaster or a drill: nothing is taken any more. */
export function EndDialog({
  disaster: d,
  silent,
  onClose,
}: {
  disaster: Disaster;
  silent: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) => endDisaster(d.id, reason.trim() ? { reason: reason.trim() } : {}, d.version, intent),
    onDone: () => toast(t('disasters:end.done')),
  });
  return (
    <ActDialog
      title={t('disasters:end.title')}
      effect={t(silent > 0 ? 'disasters:end.effectSilent' : 'disasters:end.effect', { n: silent })}
      verb={t('disasters:end.verb')}
      danger
      act={act}
      isOpen
      onClose={onClose}
    >
      <TextArea label={t('disasters:end.reason')} maxLength={500} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

/** What was learnt, in the words of those who led it. */
export function LessonsDialog({ disaster: d, onClose }: { disaster: Disaster; onClose: () => void }) {
  const { t } = useTranslation();
  const [lessons, setLessons] = useState(d.lessons);
  const act = useAct({
    send: (intent) => writeLessons(d.id, lessons, d.version, intent),
    onDone: () => toast(t('disasters:lessons.done')),
  });
  return (
    <ActDialog
      title={t('disasters:lessons.title')}
      verb={t('common:save')}
      act={act}
      isOpen
      onClose={onClose}
      width="wide"
    >
      <TextArea
        label={t('disasters:field.lessons')}
        help={t('disasters:help.lessons')}
        maxLength={8000}
        value={lessons}
        onChange={setLessons}
      />
    </ActDialog>
  );
}

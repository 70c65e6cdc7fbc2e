import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Person, updatePerson } from '@/api/people';
import { useFormat } from '@/i18n/format';
import { problemMessage } from '@/i18n/problem';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** Somebody leaves, or comes back. */
export function ActiveDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [reason, setReason] = useState('');
  const name = f.name(person);
  const to = !person.active;
  const act = useAct({
    send: () => {
      const { code, name, nameEn, mail } = person;
      return updatePerson(person.id, { code, name, nameEn, mail, active: to, reason: reason.trim() }, person.version);
    },
    onDone: () => toast(t(to ? 'people:activated' : 'people:deactivated', { name })),
  });
  return (
    <ActDialog
      title={t(to ? 'people:activateTitle' : 'people:deactivateTitle', { name })}
      effect={t(to ? 'people:activateText' : 'people:deactivateText')}
      verb={t(to ? 'people:activate' : 'people:deactivate')}
      danger={!to}
      act={act}
      isOpen
      onClose={onClose}
      explain={(p) => (p.code === 'conflict' ? <p>{problemMessage(t, p).title}</p> : null)}
    >
      <TextArea
        label={t('common:reason')}
        help={t('people:help.reason')}
        maxLength={500}
        rows={2}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}

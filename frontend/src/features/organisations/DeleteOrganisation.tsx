import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteOrganisation, type Organisation } from '@/api/organisations';
import { keyOf } from '@/api/queries';
import { useFormat } from '@/i18n/format';
import { problemMessage } from '@/i18n/problem';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** Takes out an entry made by mistake; what existed is ended by its last day instead. */
export function DeleteOrganisation({ organisation, onClose }: { organisation: Organisation; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const name = f.name(organisation);
  const act = useAct({
    send: () => deleteOrganisation(organisation.id, organisation.version, reason.trim()),
    onDone: () => {
      toast(t('organisations:deleted', { name }));
      void navigate({ to: '/organisations' }).then(() =>
        cache.removeQueries({ queryKey: keyOf.one('organisations', organisation.id) }),
      );
    },
  });
  return (
    <ActDialog
      title={t('organisations:deleteTitle', { name })}
      effect={t('organisations:deleteText')}
      verb={t('organisations:deleteVerb')}
      danger
      act={act}
      isOpen
      onClose={onClose}
      waits={reason.trim() ? undefined : t('problem:rule.reason_required')}
      explain={(problem) => (problem.code === 'conflict' ? <p>{problemMessage(t, problem).title}</p> : null)}
    >
      <TextArea
        label={t('common:reason')}
        help={t('common:reasonHelp')}
        required
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </ActDialog>
  );
}

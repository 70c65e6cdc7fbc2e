import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approveCase, type Case, completeCase, dropCase } from '@/api/rationalisation';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** What can be done with a case as it stands: change, approve, finish, give up. */
export function CaseActions({ of: c }: { of: Case }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'approve' | 'complete' | 'drop'>();
  const close = () => setAsking(undefined);
  return (
    <>
      {(c.state === 'proposed' || c.state === 'approved') && (
        <Button can={c.can.drop} variant="quiet" onPress={() => setAsking('drop')}>
          {t('cases:act.drop')}
        </Button>
      )}
      {c.state === 'proposed' && (
        <>
          <Button
            can={c.can.update}
            onPress={() => void navigate({ to: '/rationalisation/cases/$id/edit', params: { id: c.id } })}
          >
            {t('common:edit')}
          </Button>
          <Button can={c.can.approve} variant="main" onPress={() => setAsking('approve')}>
            {t('cases:act.approve')}
          </Button>
        </>
      )}
      {c.state === 'approved' && (
        <Button can={c.can.complete} variant="main" onPress={() => setAsking('complete')}>
          {t('cases:act.complete')}
        </Button>
      )}
      {asking === 'drop' && (
        <ReasonDialog
          title={t('cases:dropTitle', { name: f.name(c) })}
          effect={t('cases:dropEffect')}
          verb={t('cases:act.drop')}
          danger
          maxLength={1000}
          send={(reason, intent) => dropCase(c.id, c.version, reason, intent)}
          onDone={() => toast(t('cases:done.drop', { name: f.name(c) }))}
          onClose={close}
        />
      )}
      {(asking === 'approve' || asking === 'complete') && <Deciding of={c} step={asking} onClose={close} />}
    </>
  );
}

function Deciding({ of: c, step, onClose }: { of: Case; step: 'approve' | 'complete'; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [note, setNote] = useState('');
  const act = useAct({
    send: (intent) => (step === 'approve' ? approveCase : completeCase)(c.id, c.version, note.trim(), intent),
    onDone: () => toast(t(`cases:done.${step}`, { name: f.name(c) })),
  });
  return (
    <ActDialog
      title={t(`cases:${step}Title`, { name: f.name(c) })}
      effect={t(`cases:${step}Effect`)}
      verb={t(`cases:act.${step}`)}
      act={act}
      isOpen
      onClose={onClose}
    >
      <TextArea
        label={t('cases:field.decisionNote')}
        help={t('cases:help.decisionNote')}
        maxLength={1000}
        value={note}
        onChange={setNote}
      />
    </ActDialog>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Appraisal, confirmAppraisal, deleteAppraisal, returnAppraisal, submitAppraisal } from '@/api/maturity';
import type { Problem } from '@/api/problem';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

type Asked = 'submit' | 'return' | 'confirm' | 'delete';

/** What may be done with an appraisal in its state. */
export function AppraisalActions({ appraisal: a }: { appraisal: Appraisal }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (a.state === 'confirmed') return null;
  return (
    <>
      {a.state === 'draft' && (
        <>
          <Button can={a.can.rate} variant="quiet" onPress={() => setAsked('delete')}>
            {t('common:delete')}
          </Button>
          <Button
            can={a.can.rate}
            onPress={() => void navigate({ to: '/maturity/appraisals/$id/edit', params: { id: a.id } })}
          >
            {t('maturity:act.sample')}
          </Button>
          <Button can={a.can.rate} variant="main" onPress={() => setAsked('submit')}>
            {t('maturity:act.submit')}
          </Button>
        </>
      )}
      {a.state === 'submitted' && (
        <>
          <Button can={a.can.confirm} onPress={() => setAsked('return')}>
            {t('maturity:act.return')}
          </Button>
          <Button can={a.can.confirm} variant="main" beside onPress={() => setAsked('confirm')}>
            {t('maturity:act.confirm')}
          </Button>
        </>
      )}
      {asked && <Ask appraisal={a} asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Ask({ appraisal: a, asked, onClose }: { appraisal: Appraisal; asked: Asked; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const wantsReason = asked === 'return' || asked === 'delete';
  const act = useAct<unknown>({
    send: (intent) => {
      switch (asked) {
        case 'submit':
          return submitAppraisal(a.id, a.version, intent);
        case 'return':
          return returnAppraisal(a.id, a.version, intent, reason.trim());
        case 'confirm':
          return confirmAppraisal(a.id, a.version, intent);
        case 'delete':
          return deleteAppraisal(a.id, a.version, reason.trim());
      }
    },
    onDone: () => {
      toast(t(`maturity:done.${asked}`, { code: a.code }));
      if (asked === 'delete') void navigate({ to: '/maturity/appraisals' });
    },
  });
  return (
    <ActDialog
      title={t(`maturity:ask.${asked}.title`, { code: a.code })}
      effect={t(`maturity:ask.${asked}.effect`)}
      verb={t(`maturity:ask.${asked}.verb`)}
      danger={asked === 'delete'}
      act={act}
      isOpen
      onClose={onClose}
      waits={wantsReason && !reason.trim() ? t('maturity:ask.reasonFirst') : undefined}
      explain={(problem) =>
        problem.code === 'not_ready' && problem.params?.reason === 'appraisal' ? <NotReady problem={problem} /> : null
      }
    >
      {wantsReason && (
        <TextArea label={t('maturity:ask.reason')} required value={reason} onChange={setReason} maxLength={500} />
      )}
    </ActDialog>
  );
}

/** What is still owed before an appraisal can be handed in. */
function NotReady({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const p = problem.params ?? {};
  const causes = Array.isArray(p.causes) ? (p.causes as string[]) : [];
  return (
    <ul className="list-disc pl-5">
      {p.rated === false && <li>{t('maturity:owed.rated')}</li>}
      {Number(p.pending) > 0 && <li>{t('maturity:owed.pending', { count: Number(p.pending) })}</li>}
      {Number(p.unanswered) > 0 && <li>{t('maturity:owed.unanswered', { count: Number(p.unanswered) })}</li>}
      {causes.length > 0 && <li>{t('maturity:owed.causes', { list: causes.join('、') })}</li>}
    </ul>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Application, coordinateApplication, withdrawApplication } from '@/api/gates';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { DecisionDialog } from './DecisionDialog';
import { isOpen } from './model';
import { OpinionDialog } from './OpinionDialog';
import { explainGate } from './Refused';
import { StartDialog } from './StartDialog';

type Asked = 'coordinate' | 'start' | 'opine' | 'decide' | 'withdraw';

/** What may be done with a round at its stage; whoever may not reads why, and who may. */
export function RoundActions({ application: a }: { application: Application }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const can = a.can ?? {};
  const decides = can.decide?.allowed || !can.substitute?.allowed ? can.decide : can.substitute;
  // A dialogue stays although the round has ended meanwhile: what was typed in it is not thrown away.
  if (!isOpen(a.state) && !asked) return null;
  return (
    <>
      {a.state === 'submitted' && (
        <Button can={can.coordinate} onPress={() => setAsked('coordinate')}>
          {t('gates:act.coordinate')}
        </Button>
      )}
      {(a.state === 'submitted' || a.state === 'coordination') && (
        <Button variant="main" can={can.start} onPress={() => setAsked('start')} beside>
          {t('gates:act.start')}
        </Button>
      )}
      {a.state === 'review' && (
        <>
          <Button
            variant={can.review?.allowed && !decides?.allowed ? 'main' : 'plain'}
            can={can.review}
            onPress={() => setAsked('opine')}
          >
            {t('gates:act.opine')}
          </Button>
          <Button variant="main" can={decides} onPress={() => setAsked('decide')}>
            {t(can.decide?.allowed || !can.substitute?.allowed ? 'gates:act.decide' : 'gates:act.substitute')}
          </Button>
        </>
      )}
      {can.withdraw?.allowed && (
        <Button variant="quiet" onPress={() => setAsked('withdraw')}>
          {t('gates:act.withdraw')}
        </Button>
      )}
      {asked === 'coordinate' && <CoordinateDialog application={a} onClose={close} />}
      {asked === 'start' && <StartDialog application={a} onClose={close} />}
      {asked === 'opine' && <OpinionDialog application={a} onClose={close} />}
      {asked === 'decide' && <DecisionDialog application={a} onClose={close} />}
      {asked === 'withdraw' && <WithdrawDialog application={a} onClose={close} />}
    </>
  );
}

interface RoundDialogProps {
  application: Application;
  onClose: () => void;
}

function CoordinateDialog({ application: a, onClose }: RoundDialogProps) {
  const { t } = useTranslation();
  const act = useAct({
    send: (intent) => coordinateApplication(a.id, a.version, intent),
    onDone: () => toast(t('gates:done.coordinate')),
  });
  return (
    <ActDialog
      title={t('gates:dialog.coordinate', { gate: a.gate, code: a.projectCode })}
      effect={t('gates:effect.coordinate')}
      verb={t('gates:act.coordinate')}
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
    />
  );
}

function WithdrawDialog({ application: a, onClose }: RoundDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const act = useAct({
    send: (intent) => withdrawApplication(a.id, a.version, intent, reason.trim()),
    onDone: () => toast(t('gates:done.withdraw')),
  });
  return (
    <ActDialog
      title={t('gates:dialog.withdraw', { gate: a.gate, code: a.projectCode })}
      effect={t('gates:effect.withdraw')}
      verb={t('gates:act.withdraw')}
      danger
      act={act}
      isOpen
      onClose={onClose}
      explain={explainGate}
      waits={reason.trim() ? undefined : t('gates:waits.reason')}
    >
      <TextArea
        label={t('common:reason')}
        help={t('common:reasonHelp')}
        required
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={2000}
        error={faultAt(t, act.problem, 'reason')}
      />
    </ActDialog>
  );
}

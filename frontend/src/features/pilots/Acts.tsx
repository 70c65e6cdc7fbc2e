import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { addSet, decidePilot, type Pilot, setCriteria, startPilot } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import { AskDialog } from '@/ui/act/AskDialog';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { VerdictLines } from './Chips';
import { DeletePilot } from './DeletePilot';
import { criteriaFields, criteriaLater, decisionFields, setFields, startFields } from './fields';

type Act = 'criteria' | 'set' | 'start' | 'decide' | 'delete';

/** What can be done with a pilot as it stands. What is over stays as it is. */
export function PilotActs({ pilot: p }: { pilot: Pilot }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [act, setAct] = useState<Act>();
  const close = () => setAct(undefined);
  const planned = p.stage === 'planned';
  const running = p.stage === 'running';
  if (!planned && !running) return null;
  const ready = p.criteriaNo > 0 && p.setNo > 0 && p.wardIds.length > 0;
  return (
    <>
      {planned && (
        <Button can={p.can.delete} variant="quiet" onPress={() => setAct('delete')}>
          {t('common:delete')}
        </Button>
      )}
      <Button can={p.can.update} onPress={() => void navigate({ to: '/pilots/$id/edit', params: { id: p.id } })}>
        {t('common:edit')}
      </Button>
      <Button can={p.can.criteria} onPress={() => setAct('criteria')}>
        {t(p.criteriaNo > 0 ? 'pilots:act.criteriaAgain' : 'pilots:act.criteria')}
      </Button>
      <Button can={p.can.record} onPress={() => setAct('set')}>
        {t(p.setNo > 0 ? 'pilots:act.setAgain' : 'pilots:act.set')}
      </Button>
      {planned && (
        <Button can={p.can.start} isDisabled={!ready} variant="main" onPress={() => setAct('start')}>
          {t('pilots:act.start')}
        </Button>
      )}
      {running && (
        <>
          <Button
            can={p.can.record}
            onPress={() => void navigate({ to: '/pilots/cases/new', search: { pilotId: p.id } })}
          >
            {t('pilots:act.record')}
          </Button>
          <Button can={p.can.decide} variant="main" onPress={() => setAct('decide')}>
            {t('pilots:act.decide')}
          </Button>
        </>
      )}
      {act === 'criteria' && <CriteriaDialog pilot={p} onClose={close} />}
      {act === 'set' && <SetDialog pilot={p} onClose={close} />}
      {act === 'start' && <StartDialog pilot={p} onClose={close} />}
      {act === 'decide' && <DecideDialog pilot={p} onClose={close} />}
      {act === 'delete' && <DeletePilot pilot={p} onClose={close} />}
    </>
  );
}

interface DialogProps {
  pilot: Pilot;
  onClose: () => void;
}

function CriteriaDialog({ pilot: p, onClose }: DialogProps) {
  const { t } = useTranslation();
  const running = p.stage === 'running';
  const last = p.criteria[0];
  return (
    <AskDialog
      title={t(p.criteriaNo > 0 ? 'pilots:act.criteriaAgain' : 'pilots:act.criteria')}
      effect={t(running ? 'pilots:criteria.effectLater' : 'pilots:criteria.effect')}
      verb={t('pilots:criteria.verb')}
      waits={t('pilots:waits')}
      fields={running ? criteriaLater : criteriaFields}
      initial={last ? { ...last } : { metric: 'top1', minCases: p.minCases }}
      names={{ criteriaReason: 'reason' }}
      send={(body, intent) => setCriteria(p.id, body as unknown as Schemas['PilotsCriteriaDraft'], p.version, intent)}
      onDone={() => toast(t('pilots:criteria.done'))}
      onClose={onClose}
    />
  );
}

function SetDialog({ pilot: p, onClose }: DialogProps) {
  const { t } = useTranslation();
  return (
    <AskDialog
      title={t(p.setNo > 0 ? 'pilots:act.setAgain' : 'pilots:act.set')}
      effect={t('pilots:set.effect')}
      verb={t('pilots:set.verb')}
      waits={t('pilots:waits')}
      fields={setFields}
      initial={{ edition: t('pilots:set.next', { no: p.setNo + 1 }) }}
      send={(body, intent) => addSet(p.id, body as unknown as Schemas['PilotsSetDraft'], p.version, intent)}
      onDone={() => toast(t('pilots:set.done'))}
      onClose={onClose}
    />
  );
}

function StartDialog({ pilot: p, onClose }: DialogProps) {
  const { t } = useTranslation();
  return (
    <AskDialog
      title={t('pilots:act.start')}
      effect={t('pilots:start.effect')}
      verb={t('pilots:start.verb')}
      waits={t('pilots:waits')}
      fields={startFields}
      names={{ startNote: 'note' }}
      send={(body, intent) => startPilot(p.id, body as Schemas['PilotsStartDraft'], p.version, intent)}
      onDone={() => toast(t('pilots:start.done'))}
      onClose={onClose}
    />
  );
}

function DecideDialog({ pilot: p, onClose }: DialogProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const verdict = p.criteria[0]?.verdict;
  return (
    <AskDialog
      title={t('pilots:act.decide')}
      effect={t('pilots:decision.effect')}
      verb={t('pilots:decision.verb')}
      waits={t('pilots:waits')}
      fields={decisionFields}
      initial={{ outcome: verdict?.met ? 'widen' : 'continue' }}
      names={{ nextEndsOn: 'endsOn', decisionReason: 'reason' }}
      head={(draft) =>
        verdict && (
          <section aria-label={t('pilots:criteria.title')} className="flex flex-col gap-2 border border-line p-3">
            <VerdictLines verdict={verdict} minCases={p.minCases} />
            {draft.outcome === 'widen' && !verdict.met && (
              <p className="text-bad">■ {t('pilots:decision.notYet', { edition: p.sets.at(-1)?.edition ?? '' })}</p>
            )}
          </section>
        )
      }
      send={(body, intent) => decidePilot(p.id, body as unknown as Schemas['PilotsDecisionDraft'], p.version, intent)}
      onDone={(saved) =>
        toast(t(`pilots:decision.done.${saved.decisions[0]?.outcome ?? 'continue'}`, { name: f.name(saved) }))
      }
      onClose={onClose}
    />
  );
}

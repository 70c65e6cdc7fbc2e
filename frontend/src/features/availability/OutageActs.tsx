import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeOutage, deleteOutage, excludeOutage, type Outage } from '@/api/availability';
import { keyOf } from '@/api/queries';
import { ActDialog } from '@/ui/act/ActDialog';
import { ReasonDialog } from '@/ui/act/ReasonDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Select } from '@/ui/Choice';
import { InstantField } from '@/ui/InstantField';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';

interface Props {
  outage: Outage;
  onClose: () => void;
}

const causes = ['hardware', 'software', 'operation', 'network', 'facility', 'external', 'unknown'] as const;
type Cause = (typeof causes)[number];

/** Says that the system runs again; the cause may follow later. */
export function CloseOutage({ outage, onClose }: Props) {
  const { t } = useTranslation();
  const [endedAt, setEndedAt] = useState(new Date().toISOString());
  const [cause, setCause] = useState('');
  const [recovery, setRecovery] = useState('');
  const act = useAct({
    send: (intent) =>
      closeOutage(
        outage.id,
        { endedAt, cause: (cause || undefined) as Cause | undefined, recovery: recovery.trim() || undefined },
        outage.version,
        intent,
      ),
    onDone: () => toast(t('outages:close.done', { code: outage.code })),
  });
  return (
    <ActDialog
      title={t('outages:close.button')}
      verb={t('outages:close.verb')}
      effect={t('outages:close.effect')}
      act={act}
      isOpen
      onClose={onClose}
    >
      <InstantField
        label={t('outages:field.endedAt')}
        required
        value={endedAt}
        onChange={setEndedAt}
        error={faultAt(t, act.problem, 'endedAt')}
      />
      <Select
        label={t('outages:field.cause')}
        value={cause}
        onChange={setCause}
        placeholder={t('outages:cause.none')}
        options={causes.map((c) => ({ value: c, label: t(`outages:cause.${c}`) }))}
      />
      <TextArea label={t('outages:field.recovery')} maxLength={4000} value={recovery} onChange={setRecovery} />
    </ActDialog>
  );
}

/** A recorded decision that a disaster does not count, or counts after all. */
export function ExcludeOutage({ outage, onClose }: Props) {
  const { t } = useTranslation();
  const words = outage.excludedAt ? 'include' : 'exclude';
  return (
    <ReasonDialog
      title={t(`outages:${words}.verb`)}
      verb={t(`outages:${words}.verb`)}
      effect={t(`outages:${words}.effect`)}
      send={(reason, intent) => excludeOutage(outage.id, !outage.excludedAt, reason, outage.version, intent)}
      onDone={() => toast(t(`outages:${words}.done`, { code: outage.code }))}
      onClose={onClose}
    />
  );
}

/** Takes out a report made by mistake. */
export function DeleteOutage({ outage, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  return (
    <ReasonDialog
      title={t('outages:delete.title')}
      verb={t('outages:delete.verb')}
      effect={t('outages:delete.effect')}
      danger
      send={(reason) => deleteOutage(outage.id, outage.version, reason)}
      onDone={() => {
        toast(t('outages:delete.done', { code: outage.code }));
        void navigate({ to: '/availability/outages' }).then(() =>
          cache.removeQueries({ queryKey: keyOf.one('availability/outages', outage.id) }),
        );
      }}
      onClose={onClose}
    />
  );
}

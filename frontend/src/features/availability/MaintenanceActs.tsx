import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  announceMaintenance,
  approveMaintenance,
  cancelMaintenance,
  type Maintenance,
  recordMaintenance,
} from '@/api/availability';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { InstantField } from '@/ui/InstantField';
import { TextArea } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { spanText } from './model';

export type MaintenanceVerb = 'approve' | 'announce' | 'record' | 'cancel';

/** Moves a maintenance on: approves it, records that users were told, says when the work was done, or calls it off. */
export function MaintenanceAct({ m, verb, onClose }: { m: Maintenance; verb: MaintenanceVerb; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [text, setText] = useState('');
  const [start, setStart] = useState(m.actualStart ?? m.startsAt);
  const [end, setEnd] = useState(m.actualEnd ?? '');
  const words = text.trim();
  const act = useAct({
    send: (intent) => {
      switch (verb) {
        case 'approve':
          return approveMaintenance(m.id, m.version, intent);
        case 'announce':
          return announceMaintenance(m.id, words, m.version, intent);
        case 'record':
          return recordMaintenance(m.id, { actualStart: start, actualEnd: end || undefined }, m.version, intent);
        case 'cancel':
          return cancelMaintenance(m.id, words, m.version, intent);
      }
    },
    onDone: () => toast(t(`maintenance:${verb}.done`, { code: m.code })),
  });
  const asks = verb === 'announce' || verb === 'cancel';
  return (
    <ActDialog
      title={t(`maintenance:${verb}.verb`)}
      verb={t(`maintenance:${verb}.verb`)}
      effect={t(`maintenance:${verb}.effect`, {
        window: spanText(f, m.startsAt, m.endsAt),
        by: f.instant(m.announceBy),
      })}
      danger={verb === 'cancel'}
      act={act}
      isOpen
      onClose={onClose}
      waits={asks && !words ? t('maintenance:waits') : undefined}
    >
      {asks && (
        <TextArea
          label={t(verb === 'announce' ? 'maintenance:field.announcedHow' : 'common:reason')}
          required
          maxLength={500}
          value={text}
          onChange={setText}
        />
      )}
      {verb === 'record' && (
        <>
          <InstantField
            label={t('maintenance:field.actualStart')}
            required
            value={start}
            onChange={setStart}
            error={faultAt(t, act.problem, 'actualStart')}
          />
          <InstantField
            label={t('maintenance:field.actualEnd')}
            help={t('maintenance:help.actualEnd')}
            value={end}
            onChange={setEnd}
            error={faultAt(t, act.problem, 'actualEnd')}
          />
        </>
      )}
    </ActDialog>
  );
}

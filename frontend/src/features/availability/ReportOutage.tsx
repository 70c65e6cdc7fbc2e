import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportOutage } from '@/api/availability';
import { holds, meOptions } from '@/api/session';
import type { Verdict } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { InstantField } from '@/ui/InstantField';
import { Link } from '@/ui/Link';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

interface Named {
  id: string;
  name: string;
  nameEn?: string;
}

/** Reports that a system stands still now: the time stands there already, so that two taps do. */
export function ReportButton({ system, can }: { system?: Named; can?: Verdict }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meOptions());
  const [open, setOpen] = useState(false);
  if (!can && !holds(me, 'outages:create')) return null;
  return (
    <>
      <Button variant="main" can={can} onPress={() => setOpen(true)}>
        {t('availability:report.button')}
      </Button>
      {open && <ReportDialog system={system} onClose={() => setOpen(false)} />}
    </>
  );
}

function ReportDialog({ system, onClose }: { system?: Named; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const [id, setId] = useState(system?.id ?? '');
  const [name, setName] = useState(system ? f.name(system) : '');
  const [title, setTitle] = useState(t('availability:report.title'));
  const [startedAt, setStartedAt] = useState(new Date().toISOString());
  const [citizenImpact, setCitizenImpact] = useState(false);
  const act = useAct({
    send: (intent) => reportOutage({ systemId: id, title: title.trim(), startedAt, citizenImpact }, intent),
    onDone: (o) => {
      toast(t('availability:report.done', { code: o.code }));
      void navigate({ to: '/availability/outages/$id', params: { id: o.id } });
    },
  });
  const waits = !id ? t('availability:report.waitsSystem') : title.trim() ? undefined : t('problem:rule.required');
  return (
    <ActDialog
      title={t('availability:report.button')}
      verb={t('availability:report.verb')}
      act={act}
      isOpen
      onClose={onClose}
      waits={waits}
      effect={
        <>
          {t('availability:report.effect')} <Link to="/availability/outages/new">{t('availability:report.long')}</Link>
        </>
      }
    >
      <ComboBox
        label={t('outages:field.systemId')}
        noun="systems"
        required
        value={id}
        valueLabel={name}
        onChange={(v, choice) => {
          setId(v);
          setName(choice ? f.name(choice) : '');
        }}
        error={faultAt(t, act.problem, 'systemId')}
      />
      <TextField label={t('outages:field.title')} required maxLength={200} value={title} onChange={setTitle} />
      <InstantField
        label={t('outages:field.startedAt')}
        required
        value={startedAt}
        onChange={setStartedAt}
        error={faultAt(t, act.problem, 'startedAt')}
      />
      <Checkbox label={t('outages:field.citizenImpact')} checked={citizenImpact} onChange={setCitizenImpact} />
    </ActDialog>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makeAction, type Step } from '@/api/maturity';
import { listOptions } from '@/api/queries';
import type { Verdict } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { today } from '@/lib/dates';
import { readDay } from '@/lib/era';
import { fiscalYearOf } from '@/lib/fiscal';
import { ActDialog } from '@/ui/act/ActDialog';
import { useAct } from '@/ui/act/useAct';
import { Button } from '@/ui/Button';
import { Select } from '@/ui/Choice';
import { Link } from '@/ui/Link';
import { DateField } from '@/ui/ParsedField';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';

/** Makes an action of a plan of one missing step; a step that became one says so. */
export function MakeAction({ step, appraisalId, can }: { step: Step; appraisalId: string; can: Verdict }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (step.actionId)
    return (
      <Link to="/actions/$id" params={{ id: step.actionId }}>
        {t('maturity:action.made')}
      </Link>
    );
  return (
    <>
      <Button can={can} variant="quiet" onPress={() => setOpen(true)}>
        {t('maturity:action.open')}
      </Button>
      {open && <Ask step={step} appraisalId={appraisalId} onClose={() => setOpen(false)} />}
    </>
  );
}

function Ask({ step, appraisalId, onClose }: { step: Step; appraisalId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [name, setName] = useState(
    `${step.area} ${step.practice ?? ''} ${step.text}`.replace(/ +/g, ' ').slice(0, 200),
  );
  const [planId, setPlan] = useState('');
  const [themeId, setTheme] = useState('');
  const plans = useQuery(listOptions('/plans', { limit: 50 }));
  const themes = useQuery({
    ...listOptions('/plans/{id}/themes'.replace('{id}', planId) as '/plans/{id}/themes', { limit: 100 }),
    enabled: planId !== '',
  });
  // Until the end of the fiscal year, unless somebody says otherwise.
  const [startsOn, setStart] = useState<string | null>(today());
  const [endsOn, setEnd] = useState<string | null>(`${fiscalYearOf(today()) + 1}-03-31`);
  const days = isDay(startsOn) && isDay(endsOn);
  const inOrder = !days || startsOn <= endsOn;
  const act = useAct({
    send: (intent) =>
      makeAction(
        appraisalId,
        {
          area: step.area,
          group: step.group,
          practice: step.practice,
          name: name.trim(),
          themeId,
          startsOn: startsOn ?? '',
          endsOn: endsOn ?? '',
        },
        intent,
      ),
    onDone: () => toast(t('maturity:action.done')),
  });
  const open = (plans.data?.items ?? []).filter((p) => p.state !== 'closed');
  return (
    <ActDialog
      title={t('maturity:action.title')}
      effect={t('maturity:action.effect')}
      verb={t('maturity:action.verb')}
      act={act}
      isOpen
      onClose={onClose}
      waits={!name.trim() || !themeId || !days || !inOrder ? t('maturity:action.waits') : undefined}
    >
      <TextField label={t('maturity:action.name')} required value={name} onChange={setName} maxLength={200} />
      <Select
        label={t('maturity:action.plan')}
        required
        value={planId}
        placeholder={t('maturity:action.choose')}
        onChange={(id) => {
          setPlan(id);
          setTheme('');
        }}
        options={open.map((p) => ({ value: p.id, label: f.name(p) }))}
      />
      {planId && (
        <Select
          label={t('maturity:action.theme')}
          required
          value={themeId}
          placeholder={t('maturity:action.choose')}
          onChange={setTheme}
          options={(themes.data?.items ?? []).map((x) => ({ value: x.id, label: f.name(x) }))}
        />
      )}
      <DateField label={t('maturity:action.startsOn')} required value={startsOn} onChange={setStart} />
      <DateField
        label={t('maturity:action.endsOn')}
        required
        value={endsOn}
        onChange={setEnd}
        error={inOrder ? undefined : t('problem:rule.date_order')}
      />
    </ActDialog>
  );
}

const isDay = (v: string | null): v is string => v !== null && readDay(v) === v;

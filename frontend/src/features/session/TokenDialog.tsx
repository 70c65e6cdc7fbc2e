import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MadeToken, makeToken } from '@/api/tokens';
import { today } from '@/lib/dates';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { Checkbox, Select } from '@/ui/Choice';
import { DateField } from '@/ui/ParsedField';
import { TextField } from '@/ui/TextField';
import { carriable, scopeWords } from '@/ui/tokens/scopes';

type Reach = 'read' | 'chosen' | 'all';

/** Asks what a new token is for, what it may open and until when. Its key goes to `onMade`, once. */
export function TokenDialog({
  permissions,
  onClose,
  onMade,
}: {
  permissions: readonly string[];
  onClose: () => void;
  onMade: (made: MadeToken) => void;
}) {
  const { t } = useTranslation();
  const [label, setLabel] = useState('');
  const [reach, setReach] = useState<Reach>('read');
  const [chosen, setChosen] = useState<string[]>([]);
  const [expiresOn, setExpiresOn] = useState<string | null>(inDays(90));
  const [password, setPassword] = useState('');
  const scopes = reach === 'read' ? ['*:read'] : reach === 'all' ? ['*:*'] : chosen;
  const act = useAct<MadeToken>({
    send: (intent) => makeToken({ label: label.trim(), scopes, expiresOn: expiresOn ?? '', password }, intent),
    onDone: onMade,
  });
  const fault = (field: string) => faultAt(t, act.problem, field) ?? faultAt(t, act.problem, `body.${field}`);
  const waits = !label.trim()
    ? t('tokens:needsLabel')
    : scopes.length === 0
      ? t('tokens:needsScope')
      : !password
        ? t('tokens:needsPassword')
        : undefined;
  return (
    <ActDialog
      title={t('tokens:make')}
      effect={t('tokens:makeEffect')}
      verb={t('tokens:make')}
      act={act}
      isOpen
      onClose={onClose}
      waits={waits}
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={t('tokens:label')}
          help={t('tokens:labelHelp')}
          required
          maxLength={100}
          value={label}
          onChange={setLabel}
          error={fault('label')}
        />
        <Select
          label={t('tokens:scopes')}
          help={t('tokens:scopesHelp')}
          value={reach}
          onChange={(v) => setReach(v as Reach)}
          options={(['read', 'chosen', 'all'] as const).map((value) => ({ value, label: t(`tokens:reach.${value}`) }))}
          error={fault('scopes')}
        />
        {reach === 'chosen' && (
          <fieldset className="max-h-64 overflow-y-auto border border-line px-3 py-2">
            <legend className="px-1 text-note text-ink-soft">{t('tokens:choose')}</legend>
            {carriable(permissions).map((p) => (
              <Checkbox
                key={p}
                label={scopeWords(t, [p])}
                checked={chosen.includes(p)}
                onChange={(on) => setChosen(on ? [...chosen, p] : chosen.filter((x) => x !== p))}
              />
            ))}
          </fieldset>
        )}
        <DateField
          label={t('tokens:expiresOn')}
          help={t('tokens:expiresOnHelp')}
          required
          value={expiresOn}
          onChange={setExpiresOn}
          error={fault('expiresOn')}
        />
        <TextField
          label={t('session:passwordNow')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
          error={fault('password')}
        />
      </div>
    </ActDialog>
  );
}

/** The day so many days from today. */
const inDays = (n: number): string => {
  const day = new Date(`${today()}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + n);
  return day.toISOString().slice(0, 10);
};

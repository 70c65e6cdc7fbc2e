import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { disableAccount, enableAccount, type Opened, openAccount, type Person, resetAccount } from '@/api/people';
import { useFormat } from '@/i18n/format';
import { problemMessage } from '@/i18n/problem';
import { ActDialog } from '@/ui/act/ActDialog';
import { faultAt } from '@/ui/act/Refusal';
import { useAct } from '@/ui/act/useAct';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { loginFor } from './model';

export type AccountAct = 'open' | 'reset' | 'disable' | 'enable';

/** Opens, resets, shuts or reopens an account. A new password goes to `onOpened`, once. */
export function AccountDialog({
  person,
  kind,
  onClose,
  onOpened,
}: {
  person: Person;
  kind: AccountAct;
  onClose: () => void;
  onOpened: (opened: Opened) => void;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const [login, setLogin] = useState(() => loginFor(person));
  const name = f.name(person);
  const act = useAct<Opened | Person>({
    send: (intent) => {
      switch (kind) {
        case 'open':
          return openAccount(person.id, login.trim(), intent);
        case 'reset':
          return resetAccount(person.id, intent);
        case 'disable':
          return disableAccount(person.id, intent);
        case 'enable':
          return enableAccount(person.id, intent);
      }
    },
    onDone: (result) => {
      if ('temporaryPassword' in result) onOpened(result);
      else toast(t(`people:account.done.${kind}`, { name }));
    },
  });
  return (
    <ActDialog
      title={t(`people:account.ask.${kind}`, { name })}
      effect={t(`people:account.effect.${kind}`)}
      verb={t(`people:account.${kind}`)}
      danger={kind === 'disable'}
      act={act}
      isOpen
      onClose={onClose}
      waits={kind === 'open' && !login.trim() ? t('people:account.needsLogin') : undefined}
      explain={(p) => (p.code === 'conflict' ? <p>{problemMessage(t, p).title}</p> : null)}
    >
      {kind === 'open' && (
        <TextField
          label={t('people:account.login')}
          help={t('people:account.loginHelp')}
          required
          maxLength={64}
          value={login}
          onChange={setLogin}
          error={faultAt(t, act.problem, 'login') ?? faultAt(t, act.problem, 'body.login')}
        />
      )}
    </ActDialog>
  );
}

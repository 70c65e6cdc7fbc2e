import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opened, Person } from '@/api/people';
import { useFormat } from '@/i18n/format';
import { Button } from '@/ui/Button';
import { DescriptionList } from '@/ui/facts';
import { Section } from '@/ui/Page';
import { StatusChip, type Tone } from '@/ui/StatusChip';
import { type AccountAct, AccountDialog } from './AccountDialog';
import { type AccountState, accountState } from './model';
import { TemporaryPassword } from './TemporaryPassword';

const tones: Record<AccountState, Tone> = { none: 'unknown', disabled: 'bad', temporary: 'warn', open: 'good' };

/** Whether the person can sign in, and what an administrator may do about it. */
export function Account({ person }: { person: Person }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [act, setAct] = useState<AccountAct | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const { account } = person;
  const state = accountState(account);
  const can = person.can?.account;
  return (
    <Section
      title={t('people:account.title')}
      actions={
        <div className="no-print flex flex-wrap gap-2">
          {!account && (
            <Button can={can} onPress={() => setAct('open')}>
              {t('people:account.open')}
            </Button>
          )}
          {account && (
            <>
              <Button can={can} onPress={() => setAct('reset')}>
                {t('people:account.reset')}
              </Button>
              <Button can={can} onPress={() => setAct(account.disabled ? 'enable' : 'disable')}>
                {t(account.disabled ? 'people:account.enable' : 'people:account.disable')}
              </Button>
            </>
          )}
        </div>
      }
    >
      <DescriptionList
        columns={2}
        facts={[
          {
            key: 'state',
            label: t('people:account.state'),
            value: (
              <StatusChip tone={tones[state]} why={t(`people:account.why.${state}`)}>
                {t(`people:account.is.${state}`)}
              </StatusChip>
            ),
          },
          ...(account
            ? [
                { key: 'login', label: t('people:account.login'), value: account.login },
                {
                  key: 'totp',
                  label: t('people:account.totp'),
                  value: t(account.totp ? 'people:account.totpOn' : 'people:account.totpOff'),
                },
                {
                  key: 'last',
                  label: t('people:account.last'),
                  value: account.lastSignInAt ? f.instant(account.lastSignInAt) : t('people:account.never'),
                },
              ]
            : []),
        ]}
      />
      {act && <AccountDialog person={person} kind={act} onClose={() => setAct(null)} onOpened={setOpened} />}
      {opened && <TemporaryPassword name={f.name(person)} opened={opened} onClose={() => setOpened(null)} />}
    </Section>
  );
}

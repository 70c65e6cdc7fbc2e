import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meOptions } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { PageHead, Section } from '@/ui/Page';
import { PasswordForm } from './PasswordForm';
import { Sessions } from './Sessions';
import { Tokens } from './Tokens';
import { Totp } from './Totp';

/** Who I am to the program, how I sign in, and where I am signed in. */
export function Account() {
  const { t } = useTranslation();
  const f = useFormat();
  const { data: me } = useQuery(meOptions());
  if (!me) return null;
  if (me.mustChangePassword) {
    return (
      <div className="flex max-w-2xl flex-col gap-6">
        <PageHead title={t('session:first')} answer={t('session:firstHint')} />
        <PasswordForm login={me.login} first />
      </div>
    );
  }
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <PageHead
        title={t('session:account')}
        answer={t(me.totpEnabled ? 'session:accountSafe' : 'session:accountPlain')}
      />
      <DescriptionList
        facts={[
          { key: 'name', label: t('session:name'), value: f.name(me.person) },
          { key: 'login', label: t('session:login'), value: me.login },
          {
            key: 'posts',
            label: t('session:posts'),
            value: (
              <ul>
                {me.posts.map((p) => (
                  <li key={p.id}>
                    {f.pick(p.organisationName, p.organisationNameEn)} {f.pick(p.title, p.titleEn)}
                    {p.acting && ` (${t('shell:person.acting')})`}
                    <span className="block text-ink-soft text-note">
                      {p.roles.map((r) => t(`common:role.${r}`)).join(t('common:listSeparator'))}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <Section title={t('session:password')}>
        <PasswordForm login={me.login} />
      </Section>
      <Section title={t('session:totp.title')}>
        <Totp enabled={me.totpEnabled} />
      </Section>
      <Section title={t('tokens:title')}>
        <Tokens permissions={me.permissions} />
      </Section>
      <Section title={t('session:sessions.title')}>
        <Sessions />
      </Section>
    </div>
  );
}

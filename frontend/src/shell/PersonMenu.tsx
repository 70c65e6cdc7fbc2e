import { useNavigate } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Me } from '@/api/session';
import { useFormat } from '@/i18n/format';
import { Icon } from '@/ui/Icon';
import { Menu } from '@/ui/Menu';
import { useLeave } from './LeavingBar';

/** Who acts, in which posts, and the way out. */
export function PersonMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const leave = useLeave();
  const name = f.name(me.person);
  const posts = me.posts.map((p) => ({
    id: p.id,
    text: `${f.pick(p.organisationName, p.organisationNameEn)} ${f.pick(p.title, p.titleEn)}${p.acting ? ` (${t('shell:person.acting')})` : ''}`,
  }));

  const out = (everywhere: boolean) => void leave({ personId: me.person.id, everywhere });

  return (
    <Menu
      label={t('shell:person.menu', { name })}
      trigger={
        <Button
          aria-label={t('shell:person.menu', { name })}
          className="flex min-h-control items-center gap-2 rounded-part px-2 text-left hover:bg-hover"
        >
          <Icon name="account" />
          <span className="flex flex-col leading-tight max-md:hidden">
            <span>{name}</span>
            <span className="max-w-56 truncate text-ink-soft text-note">
              {posts[0]?.text ?? t('shell:person.noPost')}
            </span>
          </span>
        </Button>
      }
      head={
        <div className="border-line border-b px-3 py-2">
          <p className="font-bold">{name}</p>
          {posts.map((p) => (
            <p key={p.id} className="text-ink-soft text-note">
              {p.text}
            </p>
          ))}
          <p className="text-ink-faint text-note">
            {me.roles.map((r) => t(`common:role.${r}`)).join(t('common:listSeparator'))}
          </p>
        </div>
      }
      groups={[
        {
          entries: [
            { key: 'account', label: t('shell:person.account'), onAction: () => void navigate({ to: '/account' }) },
          ],
        },
        {
          entries: [
            { key: 'out', label: t('shell:person.signOut'), onAction: () => out(false) },
            { key: 'all', label: t('shell:person.signOutEverywhere'), onAction: () => out(true) },
          ],
        },
      ]}
    />
  );
}

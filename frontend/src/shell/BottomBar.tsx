import { useNavigate } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/Icon';
import { BareLink } from '@/ui/Link';
import { Menu } from '@/ui/Menu';
import { grouped, type NavEntry } from './nav';

const cell =
  'flex flex-1 flex-col items-center justify-center gap-0.5 text-note text-ink-soft aria-[current=page]:font-bold aria-[current=page]:text-accent';

/** The main screens under a thumb. */
export function BottomBar({ entries }: { entries: NavEntry[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const shown = entries.length > 5 ? entries.slice(0, 4) : entries;
  const rest = entries.slice(shown.length);
  return (
    <nav
      aria-label={t('shell:nav.label')}
      className="no-print fixed inset-x-0 bottom-0 z-40 flex h-14 border-line border-t bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {shown.map((e) => (
        <BareLink key={e.to} to={e.to} activeOptions={{ exact: e.to === '/', includeSearch: false }} className={cell}>
          <Icon name={e.icon} />
          {t(e.label)}
        </BareLink>
      ))}
      {rest.length > 0 && (
        <Menu
          label={t('shell:nav.more')}
          trigger={
            <Button className={cell}>
              <Icon name="more" />
              {t('shell:nav.more')}
            </Button>
          }
          groups={grouped(rest).map(({ group, entries: part }) => ({
            title: t(`shell:group.${group}`),
            entries: part.map((e) => ({
              key: String(e.to),
              label: t(e.label),
              icon: e.icon,
              onAction: () => void navigate({ to: e.to }),
            })),
          }))}
        />
      )}
    </nav>
  );
}

import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { setPrefs, usePrefs } from '@/lib/prefs';
import { Icon } from '@/ui/Icon';
import { IconButton } from '@/ui/IconButton';
import { BareLink } from '@/ui/Link';
import type { NavEntry } from './nav';

/** The main screens at the left: 232 px with words, or icons whose words come on hover and focus. */
export function Rail({ entries }: { entries: NavEntry[] }) {
  const { t } = useTranslation();
  const narrow = usePrefs().rail === 'narrow';
  return (
    <nav
      aria-label={t('shell:nav.label')}
      className={cx(
        'no-print sticky top-0 flex h-dvh shrink-0 flex-col border-line border-r bg-paper max-md:hidden',
        narrow ? 'w-14' : 'w-58',
      )}
    >
      <BareLink to="/" className="flex h-12 items-center gap-2 border-line border-b px-4 text-ink">
        <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true" className="shrink-0 text-accent">
          <path fill="currentColor" d="M14 3h4v5h8v4h-8v3h5v4h-5v10h-4V19H9v-4h5v-3H6V8h8z" />
        </svg>
        <span className={narrow ? 'sr-only' : 'font-bold text-section'}>{t('shell:name')}</span>
      </BareLink>
      <ul className="flex flex-1 flex-col py-2">
        {entries.map((e) => (
          <li key={e.to}>
            <BareLink
              to={e.to}
              activeOptions={{ exact: e.to === '/', includeSearch: false }}
              className="group relative flex min-h-10 items-center gap-3 border-transparent border-l-3 px-4 text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-chosen aria-[current=page]:font-bold aria-[current=page]:text-accent"
            >
              <Icon name={e.icon} />
              <span
                className={
                  narrow
                    ? 'pointer-events-none absolute left-full z-40 ml-1 whitespace-nowrap rounded-part bg-ink px-2 py-1 font-normal text-note text-paper opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100'
                    : undefined
                }
              >
                {t(e.label)}
              </span>
            </BareLink>
          </li>
        ))}
      </ul>
      <div className="border-line border-t p-2">
        <IconButton
          icon="narrow"
          label={t(narrow ? 'shell:widen' : 'shell:narrow')}
          pressed={narrow}
          onPress={() => setPrefs({ rail: narrow ? 'open' : 'narrow' })}
        />
      </div>
    </nav>
  );
}

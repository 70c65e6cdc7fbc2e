import { Focusable, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { setPrefs, usePrefs } from '@/lib/prefs';
import { Icon } from '@/ui/Icon';
import { Hint, IconButton } from '@/ui/IconButton';
import { BareLink } from '@/ui/Link';
import { grouped, type NavEntry } from './nav';

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
      <div className="min-h-0 flex-1 overflow-y-auto py-2">
        {grouped(entries).map(({ group, entries: part }, i) => (
          <section
            key={group}
            aria-label={t(`shell:group.${group}`)}
            className={i ? 'mt-2 border-line border-t pt-2' : undefined}
          >
            {!narrow && i > 0 && <p className="px-4 pb-1 text-ink-faint text-note">{t(`shell:group.${group}`)}</p>}
            <ul className="flex flex-col">
              {part.map((e) => (
                <RailEntry key={e.to} entry={e} narrow={narrow} />
              ))}
            </ul>
          </section>
        ))}
      </div>
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

/** An icon alone says its word on hover and focus, outside the rail, which scrolls. */
function RailEntry({ entry, narrow }: { entry: NavEntry; narrow: boolean }) {
  const { t } = useTranslation();
  const link = (
    <BareLink
      to={entry.to}
      activeOptions={{ exact: entry.to === '/', includeSearch: false }}
      className="flex min-h-9 items-center gap-3 border-transparent border-l-3 px-4 text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-chosen aria-[current=page]:font-bold aria-[current=page]:text-accent pointer-coarse:min-h-11"
    >
      <Icon name={entry.icon} />
      <span className={narrow ? 'sr-only' : undefined}>{t(entry.label)}</span>
    </BareLink>
  );
  if (!narrow) return <li>{link}</li>;
  return (
    <li>
      <TooltipTrigger delay={100} closeDelay={0}>
        <Focusable>{link}</Focusable>
        <Hint placement="right">{t(entry.label)}</Hint>
      </TooltipTrigger>
    </li>
  );
}

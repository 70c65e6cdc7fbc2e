import { useLocation } from '@tanstack/react-router';
import { useId } from 'react';
import { Focusable, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { setPrefs, usePrefs } from '@/lib/prefs';
import { Icon } from '@/ui/Icon';
import { Hint, IconButton } from '@/ui/IconButton';
import { BareLink } from '@/ui/Link';
import { grouped, type NavEntry, type NavGroup, within } from './nav';

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
          <RailGroup key={group} group={group} entries={part} narrow={narrow} first={i === 0} />
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

/** The screens of a group. All but the first can be put away; the one that is open never is. */
function RailGroup({
  group,
  entries,
  narrow,
  first,
}: {
  group: NavGroup;
  entries: NavEntry[];
  narrow: boolean;
  first: boolean;
}) {
  const { t } = useTranslation();
  const { folded } = usePrefs();
  const id = useId();
  const path = useLocation({ select: (l) => l.pathname });
  const word = t(`shell:group.${group}`);
  const folds = !narrow && !first;
  const open = !folds || !folded.includes(group);
  const shown = open ? entries : entries.filter((e) => within(path, e));
  return (
    <section aria-label={word} className={first ? undefined : 'mt-1.5 border-line border-t pt-1.5'}>
      {folds && (
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setPrefs({ folded: open ? [...folded, group] : folded.filter((g) => g !== group) })}
          className="flex min-h-7 w-full items-center justify-between gap-2 px-4 text-left text-ink-faint text-note hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
        >
          {word}
          <span className={cx('transition-transform', !open && '-rotate-90')}>
            <Icon name="chevron" size={16} />
          </span>
        </button>
      )}
      <ul id={id} className="flex flex-col">
        {shown.map((e) => (
          <RailEntry key={e.to} entry={e} narrow={narrow} />
        ))}
      </ul>
    </section>
  );
}

/** An icon alone says its word on hover and focus, outside the rail, which scrolls. */
function RailEntry({ entry, narrow }: { entry: NavEntry; narrow: boolean }) {
  const { t } = useTranslation();
  const link = (
    <BareLink
      to={entry.to}
      activeOptions={{ exact: entry.to === '/', includeSearch: false }}
      className="flex min-h-8 items-center gap-3 border-transparent border-l-3 px-4 text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-chosen aria-[current=page]:font-bold aria-[current=page]:text-accent pointer-coarse:min-h-11"
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

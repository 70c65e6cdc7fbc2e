import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Button, Focusable, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { setPrefs, usePrefs } from '@/lib/prefs';
import { Icon } from '@/ui/Icon';
import { Hint, IconButton } from '@/ui/IconButton';
import { BareLink } from '@/ui/Link';
import { grouped, isAt, isOpen, type NavEntry, type NavGroup } from './nav';

/** The main screens at the left: 232 px with words in groups that open and shut, or icons whose words come on hover and focus. */
export function Rail({ entries }: { entries: NavEntry[] }) {
  const { t } = useTranslation();
  const { rail, railGroups } = usePrefs();
  const narrow = rail === 'narrow';
  const path = useRouterState({ select: (s) => s.resolvedLocation?.pathname ?? '' });
  const list = useRef<HTMLDivElement>(null);
  // Where the reader is stands in sight, also after a jump from elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what moves the current entry
  useEffect(() => {
    list.current?.querySelector('[aria-current=page]')?.scrollIntoView?.({ block: 'nearest' });
  }, [path]);
  return (
    <nav
      aria-label={t('shell:nav.label')}
      className={cx(
        'no-print sticky top-0 flex h-dvh shrink-0 flex-col border-line border-r bg-paper max-md:hidden',
        narrow ? 'w-14' : 'w-58',
      )}
    >
      <BareLink to="/" className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-4 text-ink">
        <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true" className="shrink-0 text-accent">
          <path fill="currentColor" d="M14 3h4v5h8v4h-8v3h5v4h-5v10h-4V19H9v-4h5v-3H6V8h8z" />
        </svg>
        <span className={narrow ? 'sr-only' : 'font-bold text-section'}>{t('shell:name')}</span>
      </BareLink>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto overscroll-contain py-1 [scrollbar-width:thin]">
        {grouped(entries).map(({ group, entries: part }, i) => {
          const open = narrow || isOpen(group, entries.length, railGroups);
          // A group that is shut still shows where the reader is.
          const shown = open ? part : part.filter((e) => isAt(e, path));
          const id = `rail-${group}`;
          return (
            <section
              key={group}
              aria-label={t(`shell:group.${group}`)}
              className={i ? 'mt-1 border-line border-t pt-1' : undefined}
            >
              {!narrow && group !== 'now' && <GroupHead group={group} open={open} controls={id} />}
              <ul id={id} className="flex flex-col">
                {shown.map((e) => (
                  <RailEntry key={e.to} entry={e} narrow={narrow} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <div className="shrink-0 border-line border-t p-2">
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

function GroupHead({ group, open, controls }: { group: NavGroup; open: boolean; controls: string }) {
  const { t } = useTranslation();
  const { railGroups } = usePrefs();
  return (
    <Button
      aria-expanded={open}
      aria-controls={controls}
      onPress={() => setPrefs({ railGroups: { ...railGroups, [group]: !open } })}
      className="-outline-offset-2 flex min-h-8 w-full items-center justify-between pr-3 pl-4 text-left text-ink-soft text-note hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
    >
      {t(`shell:group.${group}`)}
      <span className={open ? 'rotate-180' : undefined}>
        <Icon name="chevron" size={14} />
      </span>
    </Button>
  );
}

/** An icon alone says its word on hover and focus, outside the rail, which scrolls. */
function RailEntry({ entry, narrow }: { entry: NavEntry; narrow: boolean }) {
  const { t } = useTranslation();
  const link = (
    <BareLink
      to={entry.to}
      activeOptions={{ exact: entry.to === '/', includeSearch: false }}
      className={cx(
        '-outline-offset-2 flex items-center gap-3 border-transparent border-l-3 px-4 text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-chosen aria-[current=page]:font-bold aria-[current=page]:text-accent pointer-coarse:min-h-11',
        narrow ? 'min-h-7' : 'min-h-8',
      )}
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

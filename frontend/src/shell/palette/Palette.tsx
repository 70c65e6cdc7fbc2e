import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { longestQuestion, searchOptions } from '@/api/search';
import type { Me } from '@/api/session';
import { loadWords } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { wordsOf } from '@/lib/hits';
import { recentOf } from '@/lib/recent';
import { Icon } from '@/ui/Icon';
import { actionGroup, type Entry, pageGroup, recentGroup, recordGroups } from './entries';

interface PaletteProps {
  me: Me;
  onClose: () => void;
  onLeave: () => void;
  onHelp: () => void;
}

/** Goes to any record or screen, and does what can be done from anywhere, without leaving the keys. */
export default function Palette({ me, onClose, onLeave, onHelp }: PaletteProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const router = useRouter();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [composing, setComposing] = useState(false);
  const question = usePaused(text.trim(), composing);
  const { data, isFetching, isError } = useQuery(searchOptions(question, { limit: 20 }));
  const worded = useWords(data?.items.map((h) => h.noun) ?? []);
  const [at, setAt] = useState(0);

  const found = useMemo(() => (question && worded && data ? data : undefined), [question, worded, data]);
  const groups = [
    ...(text.trim() === ''
      ? [recentGroup(recentOf(me.person.id), t, f), pageGroup('', me, t)]
      : [...recordGroups(found?.items ?? [], t, f), pageGroup(text, me, t)]),
    actionGroup(text, me, t, { leave: onLeave, help: onHelp }),
  ].filter((g) => g.entries.length > 0);
  const entries: Entry[] = groups.flatMap((g) => g.entries);
  if (text.trim() !== '')
    entries.push({
      key: 'all',
      label: t('search:all', { q: text.trim() }),
      href: `/search?q=${encodeURIComponent(text.trim())}`,
    });
  const active = entries[Math.min(at, entries.length - 1)];
  const idOf = (e: Entry) => `${id}${e.key.replaceAll(' ', '_')}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its best answer
  useEffect(() => setAt(0), [text, question]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chosen line is what scrolls
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active?.key]);

  const choose = (entry: Entry, apart: boolean) => {
    if (apart && entry.href) return void window.open(entry.href, '_blank', 'noopener');
    onClose();
    if (entry.href) router.history.push(entry.href);
    else entry.run?.();
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (composing || e.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) {
      e.preventDefault();
      setAt((Math.min(at, entries.length - 1) + step + entries.length) % entries.length);
    } else if (e.key === 'Enter' && active) {
      e.preventDefault();
      choose(active, e.ctrlKey || e.metaKey);
    }
  };
  const line = (e: Entry) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
    <div
      key={e.key}
      id={idOf(e)}
      role="option"
      tabIndex={-1}
      aria-selected={e === active}
      onClick={(click) => choose(e, click.ctrlKey || click.metaKey)}
      onMouseMove={() => setAt(entries.indexOf(e))}
      className={cx(
        'flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-1',
        e === active && 'bg-chosen forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]',
      )}
    >
      {e.code && <span className="text-ink-soft text-note">{e.code}</span>}
      <span className="min-w-0 break-words">{e.label}</span>
      {e.note && <span className="ml-auto text-ink-soft text-note">{e.note}</span>}
    </div>
  );

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="no-print fixed inset-0 z-50 flex items-start justify-center bg-scrim p-4 pt-[8vh] max-md:p-0"
    >
      <Modal className="w-full max-w-2xl rounded-part border border-line-strong bg-paper text-ink max-md:h-dvh max-md:rounded-none max-md:border-0">
        <Dialog
          aria-label={t('shell:search')}
          className="flex h-full max-h-[80vh] flex-col outline-none max-md:max-h-dvh"
        >
          <div className="flex items-center gap-2 border-line border-b px-4 max-md:py-1">
            <Icon name="search" />
            <input
              autoFocus
              role="combobox"
              aria-label={t('shell:search')}
              aria-expanded="true"
              aria-controls={`${id}list`}
              aria-autocomplete="list"
              aria-activedescendant={active && idOf(active)}
              placeholder={t('search:placeholder')}
              value={text}
              maxLength={longestQuestion}
              autoComplete="off"
              spellCheck={false}
              onChange={(e) => setText(e.target.value)}
              onCompositionStart={() => setComposing(true)}
              onCompositionEnd={() => setComposing(false)}
              onKeyDown={onKeyDown}
              className="min-h-12 min-w-0 flex-1 bg-transparent"
            />
            <button type="button" onClick={onClose} className="min-h-11 px-2 text-ink-soft text-note hover:text-ink">
              {t('common:close')}
            </button>
          </div>
          <div
            ref={list}
            id={`${id}list`}
            role="listbox"
            aria-label={t('search:results')}
            className="flex-1 overflow-y-auto pb-2"
          >
            {groups.map((g) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox; a fieldset may not stand there
              <div key={g.key} role="group" aria-labelledby={`${id}${g.key}-title`}>
                <div id={`${id}${g.key}-title`} role="presentation" className="px-4 pt-3 pb-1 text-ink-soft text-note">
                  {g.title}
                </div>
                {g.entries.map(line)}
              </div>
            ))}
            {entries.at(-1)?.key === 'all' && (
              <div className="mt-2 border-line border-t">{entries.slice(-1).map(line)}</div>
            )}
          </div>
          <p role="status" className="border-line border-t px-4 py-2 text-ink-soft text-note">
            {t(
              isError
                ? 'problem:code.network.title'
                : isFetching
                  ? 'common:searching'
                  : question && found?.items.length === 0
                    ? 'search:noRecords'
                    : 'search:hint',
            )}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The text once typing pauses; a kana conversion under way is not typing. */
function usePaused(text: string, composing: boolean): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    if (composing) return;
    const timer = setTimeout(() => setPaused(text), 150);
    return () => clearTimeout(timer);
  }, [text, composing]);
  return text === '' ? '' : paused;
}

/** Whether the words of the kinds' states are there; fetches those that are not. */
function useWords(nouns: string[]): boolean {
  const wanted = wordsOf(nouns).join(' ');
  const [there, setThere] = useState('');
  useEffect(() => {
    let now = true;
    void loadWords('search', 'audit', ...wanted.split(' ').filter(Boolean)).then(() => now && setThere(wanted));
    return () => {
      now = false;
    };
  }, [wanted]);
  return there === wanted;
}

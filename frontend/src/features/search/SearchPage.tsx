import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Hit, longestQuestion, searchOptions } from '@/api/search';
import { loadWords } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { statesOf, wordsOf } from '@/lib/hits';
import { pageOf } from '@/lib/places';
import { Checkbox } from '@/ui/Choice';
import { HrefLink } from '@/ui/HrefLink';
import { PageHead } from '@/ui/Page';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { TextField } from '@/ui/TextField';
import type { SearchSearch } from './search';

/** Every record that holds the words, with filters by kind. */
export function SearchPage({ search, onSearch }: { search: SearchSearch; onSearch: (search: SearchSearch) => void }) {
  const { t } = useTranslation();
  const f = useFormat();
  const q = search.q ?? '';
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => onSearch({ ...search, q: text.trim() || undefined }), 300);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error, refetch } = useQuery(searchOptions(q, { type: search.type, limit: 50, counts: true }));
  const chosen = search.type?.split(',') ?? [];
  const toggle = (noun: string) => {
    const next = chosen.includes(noun) ? chosen.filter((n) => n !== noun) : [...chosen, noun];
    onSearch({ ...search, type: next.join(',') || undefined });
  };
  const total = data?.counts.reduce((sum, c) => sum + c.count, 0) ?? 0;
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('search:title')}
        answer={q && data && t('search:found', { count: total, shown: f.number(total) })}
      />
      <TextField
        type="search"
        label={t('search:ask')}
        help={t('search:askHelp')}
        value={text}
        onChange={setText}
        maxLength={longestQuestion}
        autoFocus={q === ''}
      />
      {q === '' ? (
        <EmptyState title={t('search:empty')} hint={t('search:askHelp')} />
      ) : error && !data ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows columns={3} />
      ) : (
        <div className="flex items-start gap-6 max-md:flex-col">
          {data.counts.length > 0 && (
            <fieldset className="w-56 shrink-0 max-md:w-full">
              <legend className="mb-1 font-bold">{t('search:type')}</legend>
              <div className="max-md:flex max-md:flex-wrap max-md:gap-x-4">
                {data.counts.map((c) => (
                  <Checkbox
                    key={c.noun}
                    label={`${t(`audit:noun.${c.noun}`)} (${f.number(c.count)})`}
                    checked={chosen.includes(c.noun)}
                    onChange={() => toggle(c.noun)}
                  />
                ))}
              </div>
            </fieldset>
          )}
          <div className="min-w-0 flex-1">
            {data.items.length === 0 ? (
              <EmptyState title={t('search:none', { q })} hint={t('search:noneHint')} />
            ) : (
              <Hits items={data.items} />
            )}
            {data.more && (
              <p role="status" className="mt-3 text-ink-soft text-note">
                {t('search:more', { count: data.items.length })}
              </p>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

function Hits({ items }: { items: Hit[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const wanted = wordsOf(items.map((h) => h.noun)).join(' ');
  const [there, setThere] = useState<string>();
  useEffect(() => {
    let now = true;
    void loadWords(...wanted.split(' ').filter(Boolean)).then(() => now && setThere(wanted));
    return () => {
      now = false;
    };
  }, [wanted]);
  if (there === undefined) return <SkeletonRows columns={3} />;
  return (
    <ul aria-label={t('search:results')} className="border-line border-t">
      {items.map((h) => {
        const states = there === wanted && h.state ? statesOf[h.noun]?.words : undefined;
        const facts = [
          t(`audit:noun.${h.noun}`),
          h.near && t('search:near'),
          states && t(`${states}.${h.state}`),
          f.pick(h.sectionName, h.sectionNameEn),
        ];
        return (
          <li key={h.id} className="flex flex-col gap-0.5 border-line border-b py-2">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <HrefLink href={pageOf(h.noun, h.id) ?? '/'} className="text-accent hover:underline">
                {f.name(h)}
              </HrefLink>
              {h.code !== h.name && <span className="text-ink-soft text-note">{h.code}</span>}
            </span>
            <span className="text-ink-soft text-note">{facts.filter(Boolean).join(' · ')}</span>
          </li>
        );
      })}
    </ul>
  );
}

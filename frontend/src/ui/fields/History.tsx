import { useInfiniteQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type HistoryNoun, historyOptions } from '@/api/queries';
import type { Change, HistoryEntry, HistoryPage } from '@/api/types';
import { i18n } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { isBlank } from '@/lib/equal';
import { type Draft, type Field, fieldOf } from '@/lib/fields';
import { Button } from '../Button';
import { Disclosure, PersonPost, Timeline } from '../facts';
import { EmptyState, FailedState, SkeletonText } from '../states';
import { FieldValue } from './FieldValue';

export interface HistoryProps {
  noun: HistoryNoun;
  id: string;
  /** The noun's fields; or, where the history tells of other nouns as well, those of each by the ledger's name of it. */
  fields: readonly Field[] | ((noun: string) => readonly Field[]);
}

/** Who changed what, when and why: every field under the name it has everywhere else. */
export function History({ noun, id, fields }: HistoryProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    historyOptions(noun, id),
  );
  if (isPending) return <SkeletonText lines={6} />;
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  const entries = data.pages.flatMap((p) => p.items);
  const labels = Object.assign({}, ...data.pages.map((p) => p.labels ?? {})) as Labels;
  if (entries.length === 0)
    return <EmptyState title={t('common:history.empty')} hint={t('common:history.emptyHint')} />;
  return (
    <div className="flex flex-col items-start gap-3">
      <div className="w-full">
        <Timeline
          label={t('common:history.title')}
          entries={entries.map((e) => ({
            key: e.id,
            at: f.instant(e.at),
            head: <Head entry={e} noun={noun} />,
            body: (
              <>
                {e.reason && <p className="measure mt-1">{t('common:history.reason', { reason: e.reason })}</p>}
                <Changes
                  fields={typeof fields === 'function' ? fields(e.noun) : fields}
                  changes={e.changes ?? []}
                  labels={labels}
                />
              </>
            ),
          }))}
        />
      </div>
      {hasNextPage && (
        <Button onPress={() => void fetchNextPage()} busy={isFetchingNextPage}>
          {t('common:history.older')}
        </Button>
      )}
    </div>
  );
}

/** What was done, in the noun's own word for it where it has one. */
export function actWord(t: TFunction, noun: string, action: string): string {
  const key = [`${noun}:act.${action}`, `common:act.${action}`].find((k) => i18n.exists(k));
  return key ? t(key) : action;
}

/** The page's own record needs no name; its parts do. */
function Head({ entry, noun }: { entry: HistoryEntry; noun: string }) {
  const { t } = useTranslation();
  const f = useFormat();
  const a = entry.actor;
  const act = actWord(t, entry.noun, entry.action);
  const key = `audit:noun.${entry.noun}`;
  const part = entry.noun !== noun && i18n.exists(key) && t(key) !== act ? `${t(key)} ` : '';
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span className="font-bold">
        {part}
        {act}
      </span>
      {a?.name ? (
        <PersonPost
          name={f.pick(a.name, a.nameEn)}
          post={f.pick(a.postTitle, a.postTitleEn)}
          organisation={f.pick(a.organisationName, a.organisationNameEn)}
        />
      ) : (
        <span className="text-ink-soft">{t('common:history.system')}</span>
      )}
      {a?.tokenLabel && <span className="text-ink-soft">{t('common:history.byToken', { name: a.tokenLabel })}</span>}
    </span>
  );
}

export type Labels = NonNullable<HistoryPage['labels']>;

/** A value with the names that its ids stand for, so that FieldValue can read it like a record. */
function named(field: Field, value: unknown, labels: Labels): Draft {
  const record: Draft = { [field.key]: value };
  if (field.kind === 'ref' && field.nameKey) {
    const label = labels[String(value)];
    record[field.nameKey] = label?.name;
    if (field.nameEnKey) record[field.nameEnKey] = label?.nameEn;
  }
  if (field.kind === 'refs' && field.nameKey && Array.isArray(value)) {
    record[field.nameKey] = value.map((id) => ({ id, ...labels[id] }));
  }
  return record;
}

/** More changes than these fold away: who reads a history looks for the act first. */
const unfolded = 4;

/** Field by field what was and what is. */
export function Changes({ fields, changes, labels }: { fields: readonly Field[]; changes: Change[]; labels: Labels }) {
  const { t } = useTranslation();
  const known = changes.flatMap((c) => {
    const field = fieldOf(fields, c.field);
    return field ? [{ ...c, known: field }] : [];
  });
  const others = changes.length - known.length;
  if (changes.length === 0) return null;
  const list = (
    <dl className="mt-2 flex flex-col gap-1 empty:hidden">
      {known.map((c) => (
        <div key={c.field} className="grid grid-cols-[9rem_1fr] gap-2 max-sm:grid-cols-1 max-sm:gap-0">
          <dt className="text-ink-soft">{t(c.known.label)}</dt>
          <dd className="min-w-0">
            {!isBlank(c.before) && (
              <>
                <del className="text-ink-faint">
                  <FieldValue field={c.known} record={named(c.known, c.before, labels)} short />
                </del>
                <span aria-hidden="true"> → </span>
              </>
            )}
            {c.hidden ? (
              <span className="text-ink-soft">{t('common:history.hidden')}</span>
            ) : (
              <ins className={cx('no-underline', c.known.kind === 'longtext' && 'whitespace-pre-line')}>
                <FieldValue field={c.known} record={named(c.known, c.after, labels)} short />
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      {known.length > unfolded ? (
        <Disclosure summary={t('common:history.changed', { count: known.length })}>{list}</Disclosure>
      ) : (
        list
      )}
      {others > 0 && <p className="text-ink-faint text-note">{t('common:history.others', { count: others })}</p>}
    </>
  );
}

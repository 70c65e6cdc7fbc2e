import { useTranslation } from 'react-i18next';
import type { LedgerQuery } from '@/api/audit';
import type { Change, HistoryEntry } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { fieldOf } from '@/lib/fields';
import { pageOf } from '@/lib/places';
import { Button } from '@/ui/Button';
import { PersonPost } from '@/ui/facts';
import { actWord, Changes, type Labels } from '@/ui/fields/History';
import { HrefLink } from '@/ui/HrefLink';
import { type Descriptions, fieldsFor } from './model';
import { nounWord } from './words';

interface EntryProps {
  entry: HistoryEntry;
  labels: Labels;
  descriptions: Descriptions;
  query: LedgerQuery;
  onQuery: (query: LedgerQuery) => void;
}

/** One line of the ledger: when, who, what, to which record, why; opened, what changed. */
export function Entry({ entry: e, labels, descriptions, query, onQuery }: EntryProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const label = labels[e.recordId];
  const root = e.rootId === e.recordId ? undefined : labels[e.rootId];
  const name = label ? f.name(label) : root ? t('audit:of', { name: f.name(root) }) : '';
  const act = actWord(t, e.noun, e.action);
  const noun = nounWord(t, e.noun);
  const fields = fieldsFor(descriptions, e.noun);
  const known = (c: Change) => fieldOf(fields, c.field) !== undefined;
  const href = e.action === 'delete' ? undefined : pageOf(e.noun, e.recordId);
  const head = (
    <span className="grid grid-cols-[9.5rem_14rem_1fr_auto] items-baseline gap-x-4 max-lg:grid-cols-[9.5rem_1fr] max-sm:flex max-sm:flex-col">
      <span className="text-ink-soft">{f.instant(e.at)}</span>
      {e.actor?.name ? (
        <PersonPost
          name={f.pick(e.actor.name, e.actor.nameEn)}
          post={f.pick(e.actor.postTitle, e.actor.postTitleEn)}
          organisation={f.pick(e.actor.organisationName, e.actor.organisationNameEn)}
        />
      ) : (
        <span className="text-ink-soft">{t('common:history.system')}</span>
      )}
      <span className="min-w-0 max-lg:col-start-2">
        <b>{act}</b> {noun !== act && <span className="text-ink-soft">{noun}</span>} {name}
        {e.actor?.tokenLabel && (
          <span className="block text-ink-soft">{t('common:history.byToken', { name: e.actor.tokenLabel })}</span>
        )}
        {e.reason && <span className="block text-ink-soft">{t('common:history.reason', { reason: e.reason })}</span>}
      </span>
      <span className="text-ink-faint text-note max-lg:col-start-2">
        {t('audit:changes', { count: e.changes.length })}
      </span>
    </span>
  );
  return (
    <li className="border-line border-b bg-paper">
      <details>
        <summary className="min-h-row cursor-pointer list-none px-2 py-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
          {head}
        </summary>
        <div className="flex flex-col gap-2 border-accent border-l-2 px-4 pb-3 sm:ml-2">
          <Changes fields={fields} changes={e.changes.filter(known)} labels={labels} />
          <Raw changes={e.changes.filter((c) => !known(c))} />
          <p className="no-print flex flex-wrap items-center gap-x-4">
            {href && (
              <HrefLink href={href} className="text-accent underline underline-offset-3">
                {t('audit:open', { noun })}
              </HrefLink>
            )}
            {query.recordId !== e.recordId && (
              <Button variant="quiet" onPress={() => onQuery({ recordId: e.recordId })}>
                {t('audit:onlyRecord')}
              </Button>
            )}
          </p>
        </div>
      </details>
    </li>
  );
}

/** What no screen has a name for, as the ledger keeps it. */
function Raw({ changes }: { changes: Change[] }) {
  const { t } = useTranslation();
  if (changes.length === 0) return null;
  const text = (v: unknown) => (typeof v === 'string' ? v : JSON.stringify(v));
  return (
    <dl className="flex flex-col gap-1">
      {changes.map((c) => (
        <div key={c.field} className="grid grid-cols-[9rem_1fr] gap-2 max-sm:grid-cols-1 max-sm:gap-0">
          <dt className="break-all text-ink-soft">{c.field}</dt>
          <dd className="min-w-0 break-words">
            {c.before !== undefined && (
              <>
                <del className="text-ink-faint">{text(c.before)}</del>
                <span aria-hidden="true"> → </span>
              </>
            )}
            {c.after !== undefined && <ins className="no-underline">{text(c.after)}</ins>}
            {c.hidden && <span className="text-ink-soft">{t('common:history.hidden')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Import, type ImportField, type ImportRow, importRowsOptions, type Outcome } from '@/api/imports';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { HrefLink } from '@/ui/HrefLink';
import { Section } from '@/ui/Page';
import { StatusChip } from '@/ui/StatusChip';
import { EmptyState, FailedState, SkeletonRows } from '@/ui/states';
import { outcomes, outcomeTone } from './model';
import { fieldName, rowErrorSubject, rowErrorText } from './words';

/** What the check said about each row, those with errors first when there are any. */
export function Rows({ imported: i, fields }: { imported: Import; fields: ImportField[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const [outcome, setOutcome] = useState<Outcome | ''>(i.counts.error > 0 ? 'error' : '');
  const rows = useInfiniteQuery(importRowsOptions(i.id, i.version, outcome));
  const items = rows.data?.pages.flatMap((p) => p.items) ?? [];
  const tabs = ['' as const, ...outcomes.filter((o) => i.counts[o] > 0)];
  return (
    <Section title={t('imports:rows.title')} note={t('common:count', { count: i.total })}>
      <fieldset className="no-print flex flex-wrap gap-1">
        <legend className="sr-only">{t('imports:rows.filter')}</legend>
        {tabs.map((o) => (
          <label
            key={o}
            className={cx(
              'flex min-h-control cursor-pointer items-center gap-2 rounded-part border px-3 has-focus-visible:outline-2',
              outcome === o ? 'border-accent bg-chosen font-bold' : 'border-line-strong bg-paper hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name="outcome"
              className="sr-only"
              checked={outcome === o}
              onChange={() => setOutcome(o)}
            />
            {o ? t(`imports:outcome.${o}`) : t('imports:rows.all')}
            <span className="num text-note">{f.number(o ? i.counts[o] : i.total)}</span>
          </label>
        ))}
      </fieldset>
      {rows.error && !rows.data ? (
        <FailedState error={rows.error} onRetry={() => void rows.refetch()} />
      ) : rows.isPending ? (
        <SkeletonRows columns={3} />
      ) : items.length === 0 ? (
        <EmptyState title={t('imports:rows.none')} />
      ) : (
        <ol aria-label={t('imports:rows.title')} className="border-line border-t">
          {items.map((r) => (
            <Row key={r.row} row={r} noun={i.noun} fields={fields} />
          ))}
        </ol>
      )}
      {rows.hasNextPage && (
        <span>
          <Button onPress={() => void rows.fetchNextPage()} busy={rows.isFetchingNextPage}>
            {t('imports:rows.more')}
          </Button>
        </span>
      )}
    </Section>
  );
}

function Row({ row: r, noun, fields }: { row: ImportRow; noun: string; fields: ImportField[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const name = (key: string) => {
    const field = fields.find((x) => x.key === key);
    return field ? fieldName(f, field) : key;
  };
  const value = (key: string, text: string | undefined) => {
    const word = fields.find((x) => x.key === key)?.words?.find((w) => w.value === text);
    return word ? f.pick(word.ja, word.en) : text;
  };
  const first = Object.values(r.cells).slice(0, 2).join(' ');
  return (
    <li className="grid grid-cols-[5rem_7rem_1fr] items-start gap-x-4 border-line border-b py-2 max-sm:grid-cols-[4rem_1fr]">
      <span className="whitespace-nowrap text-ink-soft">{t('imports:rows.no', { no: r.row })}</span>
      <StatusChip tone={outcomeTone[r.outcome]}>{t(`imports:outcome.${r.outcome}`)}</StatusChip>
      <div className="flex min-w-0 flex-col gap-1 max-sm:col-span-2">
        <span>
          {r.recordId ? (
            <HrefLink href={`/${noun}/${r.recordId}`} className="text-accent underline underline-offset-3">
              {r.code || first}
            </HrefLink>
          ) : (
            <b>{r.code || first || '—'}</b>
          )}
        </span>
        {(r.errors ?? []).map((e, n) => (
          <span key={n} className="text-bad">
            {rowErrorSubject(f, e, fields)}: {rowErrorText(t, e)}
            {e.given && <span className="text-ink-soft"> {t('imports:rows.given', { given: e.given })}</span>}
          </span>
        ))}
        {r.outcome === 'create' && (r.changes?.length ?? 0) > 0 && (
          <details>
            <summary className="cursor-pointer text-ink-soft">
              {t('imports:rows.fields', { count: r.changes?.length ?? 0 })}
            </summary>
            <Changes changes={r.changes ?? []} name={name} value={value} />
          </details>
        )}
        {(r.outcome === 'update' || r.outcome === 'conflict') && (
          <Changes changes={r.changes ?? []} name={name} value={value} />
        )}
      </div>
    </li>
  );
}

interface ChangesProps {
  changes: NonNullable<ImportRow['changes']>;
  name: (key: string) => string;
  value: (key: string, text: string | undefined) => string | undefined;
}

function Changes({ changes, name, value }: ChangesProps) {
  const { t } = useTranslation();
  return (
    <dl className="flex flex-col gap-0.5">
      {changes.map((c) => (
        <div key={c.field} className="grid grid-cols-[9rem_1fr] gap-x-2 max-sm:grid-cols-1">
          <dt className="text-ink-soft">{name(c.field)}</dt>
          <dd className="min-w-0 whitespace-pre-line break-words">
            {c.before && (
              <>
                <del className="text-ink-faint">{value(c.field, c.before)}</del>
                <span aria-hidden="true"> → </span>
              </>
            )}
            <ins className="no-underline">{value(c.field, c.after) || t('imports:rows.cleared')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import { isBlank } from '@/lib/equal';
import type { Draft, Field } from '@/lib/fields';

export interface FieldValueProps {
  field: Field;
  /** The record or draft that the value stands in: names of references are read from it. */
  record: object;
  /** The narrow forms, for a table's cell. */
  short?: boolean;
}

/** A field's value as it is read. What is not there says so: unknown is never a blank. */
export function FieldValue({ field, record, short }: FieldValueProps): ReactNode {
  const { t } = useTranslation();
  const f = useFormat();
  const from = record as Draft;
  const value = from[field.key];
  if (isBlank(value)) return <Missing />;
  const word = (v: unknown) => (field.options?.includes(String(v)) ? t(`${field.words}.${v}`) : String(v));

  if (field.per && typeof value === 'number') return String(value / field.per);
  switch (field.kind) {
    case 'choice':
      return word(value);
    case 'choices':
      return (value as unknown[]).map(word).join(t('common:listSeparator'));
    case 'flag':
      return t(value ? 'common:yes' : 'common:no');
    case 'number':
      return typeof value === 'number' ? f.number(value) + (field.unit && !short ? t(field.unit) : '') : String(value);
    case 'percent':
      return typeof value === 'number' ? f.percent(value) : String(value);
    case 'yen':
      if (typeof value !== 'number') return String(value);
      return short ? f.yen(value) : `${f.yen(value, 'yen')}${t('common:yenUnit.yen')}`;
    case 'date':
      return <span className="whitespace-nowrap">{short ? f.dayShort(String(value)) : f.day(String(value))}</span>;
    case 'instant':
      return f.instant(String(value));
    case 'fiscalYear':
      return f.fiscalYear(Number(value));
    case 'ref':
      return f.pick(text(from[field.nameKey ?? '']), text(from[field.nameEnKey ?? ''])) || String(value);
    case 'refs':
      return namesOf(from[field.nameKey ?? ''], value as string[], f.name).join(t('common:listSeparator'));
    case 'tags':
      return (value as string[]).join(t('common:listSeparator'));
    case 'rows': {
      // One part of its own, such as what a decision did, is a row by itself.
      if (short && !Array.isArray(value)) return <PartsValue field={field} of={value as Draft} />;
      const rows = (Array.isArray(value) ? value : [value]) as Draft[];
      return short ? t('common:count', { count: rows.length }) : <RowsValue field={field} rows={rows} />;
    }
    default:
      return String(value);
  }
}

const text = (v: unknown) => (typeof v === 'string' ? v : undefined);

function namesOf(known: unknown, ids: string[], name: (r: { name?: string; nameEn?: string }) => string): string[] {
  const list = Array.isArray(known) ? (known as { id?: string; name?: string; nameEn?: string }[]) : [];
  return ids.map((id) => {
    const found = list.find((k) => k.id === id);
    return found ? name(found) : id;
  });
}

export function Missing() {
  const { t } = useTranslation();
  return <span className="text-ink-faint">{t('common:missing')}</span>;
}

/** One part in a line: what is known of it, one after the other. */
function PartsValue({ field, of }: { field: Field; of: Draft }) {
  const { t } = useTranslation();
  const parts = (field.fields ?? []).filter((p) => !isBlank(of[p.key]));
  return parts.map((p, i) => (
    <Fragment key={p.key}>
      {i > 0 && t('common:listSeparator')}
      <FieldValue field={p} record={of} short />
    </Fragment>
  ));
}

const head = 'px-2 py-1 text-left font-normal text-ink-soft text-note first:pl-0';

export interface RowsValueProps {
  field: Field;
  rows: Draft[];
  /** A column of the page's own after the first, such as a judgement of each row. */
  lead?: { label: string; cell: (row: number) => ReactNode };
}

/** Rows of parts as a small table of their own. */
export function RowsValue({ field, rows, lead }: RowsValueProps) {
  const { t } = useTranslation();
  const parts = (field.fields ?? []).filter((p) => rows.some((r) => !isBlank(r[p.key])));
  return (
    <>
      <RowsTable field={field} parts={parts} rows={rows} lead={lead} />
      <ul aria-label={t(field.label)} className="flex flex-col sm:hidden">
        {rows.map((row, i) => (
          <li key={i} className="border-line border-b py-2">
            {lead && <div>{lead.cell(i)}</div>}
            <dl className="grid grid-cols-[auto_1fr] gap-x-3">
              {parts
                .filter((p) => !isBlank(row[p.key]))
                .map((p) => (
                  <Fragment key={p.key}>
                    <dt className="text-ink-soft text-note leading-6">{t(p.label)}</dt>
                    <dd className="min-w-0">
                      <FieldValue field={p} record={row} short />
                    </dd>
                  </Fragment>
                ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function RowsTable({ field, parts, rows, lead }: RowsValueProps & { parts: readonly Field[] }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto max-sm:hidden" aria-label={t(field.label)} tabIndex={0}>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-line-strong border-b">
            {parts.map((p, at) => (
              <Fragment key={p.key}>
                <th scope="col" className={head}>
                  {t(p.label)}
                </th>
                {at === 0 && lead && (
                  <th scope="col" className={head}>
                    {lead.label}
                  </th>
                )}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i} className="border-line border-b">
              {parts.map((p, at) => (
                <Fragment key={p.key}>
                  <td className="px-2 py-1.5 align-top first:pl-0">
                    {isBlank(row[p.key]) ? (
                      <span className="text-ink-faint">—</span>
                    ) : (
                      <FieldValue field={p} record={row} short />
                    )}
                  </td>
                  {at === 0 && lead && <td className="px-2 py-1.5 align-top">{lead.cell(i)}</td>}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

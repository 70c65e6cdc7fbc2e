import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { Field } from '@/lib/fields';
import { Checkbox } from '../Choice';
import { ComboBox } from '../ComboBox';
import { type TablePatch, type TableSearch, toggled, valuesOf } from './search';

interface FacetsProps {
  fields: readonly Field[];
  /** Rows per value, where the server counts them. */
  counts?: Record<string, Record<string, number>>;
  search: TableSearch;
  onSearch: (patch: TablePatch) => void;
  names?: Record<string, string>;
}

/** The filters beside a table. Boxes of one field widen, fields narrow each other. The server counts within the view, so of a field
 *  that narrows it the other values' counts are not known and not shown. */
export function Facets({ fields, counts, search, onSearch, names }: FacetsProps) {
  return (
    <div className="flex flex-col gap-4">
      {fields.map((field) =>
        field.kind === 'ref' ? (
          <RefFacet key={field.key} field={field} search={search} onSearch={onSearch} names={names} />
        ) : (
          <ChoiceFacet key={field.key} field={field} counts={counts?.[field.key]} search={search} onSearch={onSearch} />
        ),
      )}
    </div>
  );
}

type OneFacet = Omit<FacetsProps, 'fields' | 'counts'> & { field: Field };

function ChoiceFacet({ field, counts, search, onSearch }: OneFacet & { counts?: Record<string, number> }) {
  const { t } = useTranslation();
  const f = useFormat();
  const chosen = valuesOf(search, field.key);
  const options =
    field.kind === 'flag'
      ? ['true', 'false'].map((v) => ({ value: v, label: t(v === 'true' ? 'common:yes' : 'common:no') }))
      : field.kind === 'fiscalYear'
        ? years(counts, chosen).map((v) => ({ value: v, label: f.fiscalYearTick(Number(v)).replace('\n', ' ') }))
        : (field.options ?? []).map((o) => ({ value: o, label: t(`${field.words}.${o}`) }));
  if (options.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 font-bold text-note">{t(field.label)}</legend>
      {options.map((o) => (
        <Checkbox
          key={o.value}
          label={o.label}
          checked={chosen.includes(o.value)}
          note={
            counts && (chosen.length === 0 || chosen.includes(o.value)) ? f.number(counts[o.value] ?? 0) : undefined
          }
          onChange={() => onSearch(toggled(search, field.key, o.value))}
        />
      ))}
    </fieldset>
  );
}

/** The years that the server counted and those chosen, the newest first. */
const years = (counts: Record<string, number> = {}, chosen: string[]) =>
  [...new Set([...Object.keys(counts), ...chosen])].sort((a, b) => Number(b) - Number(a));

function RefFacet({ field, search, onSearch, names }: OneFacet) {
  const { t } = useTranslation();
  const f = useFormat();
  const value = String(search[field.key] ?? '');
  const [name, setName] = useState('');
  return (
    <ComboBox
      label={t(field.label)}
      noun={field.noun ?? ''}
      value={value}
      valueLabel={name || names?.[value] || ''}
      onChange={(id, choice) => {
        setName(choice ? f.name(choice) : '');
        onSearch({ [field.key]: id || undefined, page: undefined, row: undefined });
      }}
    />
  );
}

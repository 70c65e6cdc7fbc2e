import { useTranslation } from 'react-i18next';
import type { FieldFault } from '@/api/problem';
import { cx } from '@/lib/cx';
import { type Draft, draftOf, type Field } from '@/lib/fields';
import { Button } from '../Button';
import { IconButton } from '../IconButton';
import { FieldInput } from './FieldInput';
import { faultsWithin } from './faults';

interface RowsInputProps {
  field: Field;
  rows: Draft[];
  onChange: (rows: Draft[]) => void;
  faults: readonly FieldFault[];
  path: string;
  help?: string;
  error?: string;
}

/** Parts of a record, each a small group of fields that can be added and taken out. */
export function RowsInput({ field, rows, onChange, faults, path, help, error }: RowsInputProps) {
  const { t } = useTranslation();
  const parts = field.fields ?? [];
  const replace = (i: number, patch: Draft) => onChange(rows.map((r, n) => (n === i ? { ...r, ...patch } : r)));
  return (
    <fieldset id={`f-${path}-group`} className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 font-bold">{t(field.label)}</legend>
      {help && <p className="measure text-note text-ink-soft">{help}</p>}
      {error && <p className="text-bad text-note">■ {error}</p>}
      {rows.map((row, i) => {
        const name = t('common:rowNo', { label: t(field.label), no: i + 1 });
        const takeOut = t('common:takeOut', { name });
        const out = () => onChange(rows.filter((_, n) => n !== i));
        const inputs = parts.map((p) => (
          <FieldInput
            key={p.key}
            field={p}
            draft={row}
            onChange={(patch) => replace(i, patch)}
            faults={faultsWithin(faults, `${i}.${p.key}`)}
            path={`${path}.${i}.${p.key}`}
            // On one line the labels of the first row name the columns.
            bare={field.inline && i > 0}
          />
        ));
        if (field.inline) {
          return (
            <fieldset key={i} className="flex items-start gap-3 max-md:flex-col max-md:items-stretch">
              <legend className="sr-only">{name}</legend>
              {inputs.map((input, n) => (
                <div key={parts[n]?.key} className={cx('min-w-0', parts[n]?.kind === 'date' ? 'shrink-0' : 'flex-1')}>
                  {input}
                </div>
              ))}
              <IconButton
                icon="close"
                label={takeOut}
                onPress={out}
                className={i === 0 ? 'shrink-0 md:mt-6' : 'shrink-0'}
              />
            </fieldset>
          );
        }
        return (
          <fieldset key={i} className="flex flex-col gap-3 border-line border-l-2 pl-4">
            <legend className="float-left w-full font-bold text-ink-soft">{name}</legend>
            <div className="grid gap-3 sm:grid-cols-2">{inputs}</div>
            <span>
              <Button variant="quiet" icon="close" label={takeOut} onPress={out}>
                {t('common:takeOutRow')}
              </Button>
            </span>
          </fieldset>
        );
      })}
      <span>
        <Button icon="plus" onPress={() => onChange([...rows, draftOf(parts, undefined)])}>
          {t('common:addTo', { label: t(field.label) })}
        </Button>
      </span>
    </fieldset>
  );
}

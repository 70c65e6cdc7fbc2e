import { useTranslation } from 'react-i18next';
import type { FieldFault } from '@/api/problem';
import { cx } from '@/lib/cx';
import { type Draft, draftOf, type Field } from '@/lib/fields';
import { Button } from '../Button';
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
      {rows.map((row, i) => (
        <fieldset key={i} className={cx('flex flex-col gap-3 border-line border-l-2 pl-4')}>
          <legend className="float-left w-full font-bold text-ink-soft">
            {t('common:rowNo', { label: t(field.label), no: i + 1 })}
          </legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {parts.map((p) => (
              <FieldInput
                key={p.key}
                field={p}
                draft={row}
                onChange={(patch) => replace(i, patch)}
                faults={faultsWithin(faults, `${i}.${p.key}`)}
                path={`${path}.${i}.${p.key}`}
              />
            ))}
          </div>
          <span>
            <Button
              variant="quiet"
              icon="close"
              label={t('common:takeOut', { name: t('common:rowNo', { label: t(field.label), no: i + 1 }) })}
              onPress={() => onChange(rows.filter((_, n) => n !== i))}
            >
              {t('common:takeOutRow')}
            </Button>
          </span>
        </fieldset>
      ))}
      <span>
        <Button icon="plus" onPress={() => onChange([...rows, draftOf(parts, undefined)])}>
          {t('common:addTo', { label: t(field.label) })}
        </Button>
      </span>
    </fieldset>
  );
}

import { useTranslation } from 'react-i18next';
import type { FieldFault } from '@/api/problem';
import { useFormat } from '@/i18n/format';
import { faultMessage } from '@/i18n/problem';
import type { Draft, Field } from '@/lib/fields';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../Choice';
import { ComboBox, MultiComboBox } from '../ComboBox';
import { InstantField } from '../InstantField';
import { DateField, FiscalYearField, NumberField, type Parsed, TimeField, YenField } from '../ParsedField';
import { TextArea, TextField } from '../TextField';
import { RowsInput } from './RowsInput';
import { TagsInput } from './TagsInput';

export interface FieldInputProps {
  field: Field;
  draft: Draft;
  /** A patch of the draft: the field, and the name of what it refers to. */
  onChange: (patch: Draft) => void;
  /** Faults of this field, paths cut at the field. */
  faults: readonly FieldFault[];
  /** Where the field stands in the form; becomes the id of its input. */
  path: string;
  bare?: boolean;
  isDisabled?: boolean;
}

export const inputId = (path: string) => `f-${path.replaceAll('.', '-')}`;

/** The input that fits a field's kind. */
export function FieldInput({ field, draft, onChange, faults, path, bare, isDisabled }: FieldInputProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const value = draft[field.key];
  const own = faults.find((x) => x.field === '');
  const set = (v: unknown) => onChange({ [field.key]: v });
  const common = {
    id: inputId(path),
    name: path,
    label: t(field.label),
    help: field.help && t(field.help),
    error: own && faultMessage(t, own),
    required: field.required,
    bare,
    isDisabled,
  };
  const options = (field.options ?? []).map((o) => ({ value: o, label: t(`${field.words}.${o}`) }));

  switch (field.kind) {
    case 'longtext':
      return <TextArea {...common} value={String(value ?? '')} onChange={set} maxLength={field.maxLength} />;
    case 'choice':
      if (field.inline)
        return <RadioGroup {...common} value={String(value ?? '')} onChange={set} options={options} inline />;
      return (
        <Select
          {...common}
          value={String(value ?? '')}
          onChange={set}
          options={options}
          placeholder={t('common:choose')}
        />
      );
    case 'choices':
      return <CheckboxGroup {...common} values={(value as string[]) ?? []} onChange={set} options={options} />;
    case 'flag':
      return (
        <Checkbox
          id={common.id}
          label={common.label}
          help={common.help}
          checked={value === true}
          onChange={set}
          isDisabled={isDisabled}
        />
      );
    case 'number':
    case 'percent':
      return (
        <NumberField
          {...common}
          value={value as Parsed<number>}
          onChange={set}
          unit={field.kind === 'percent' ? '%' : field.unit && t(field.unit)}
        />
      );
    case 'yen':
      return <YenField {...common} value={value as Parsed<number>} onChange={set} />;
    case 'fiscalYear':
      return <FiscalYearField {...common} value={value as Parsed<number>} onChange={set} />;
    case 'date':
      return <DateField {...common} value={(value as string) ?? null} onChange={(v) => set(v ?? '')} />;
    case 'instant':
      return <InstantField {...common} value={String(value ?? '')} onChange={set} />;
    case 'time':
      return <TimeField {...common} value={(value as string) ?? null} onChange={(v) => set(v ?? '')} />;
    case 'ref':
      return (
        <ComboBox
          {...common}
          noun={field.noun ?? ''}
          value={String(value ?? '')}
          valueLabel={f.pick(draft[field.nameKey ?? ''] as string, draft[field.nameEnKey ?? ''] as string)}
          without={draft.id ? [String(draft.id)] : undefined}
          onChange={(id, choice) => {
            const patch: Draft = { [field.key]: id };
            if (field.nameKey) patch[field.nameKey] = choice?.name ?? '';
            if (field.nameEnKey) patch[field.nameEnKey] = choice?.nameEn ?? '';
            onChange(patch);
          }}
        />
      );
    case 'refs': {
      const known = (draft[field.nameKey ?? ''] as { id: string; name: string; nameEn?: string }[]) ?? [];
      return (
        <MultiComboBox
          {...common}
          noun={field.noun ?? ''}
          values={(value as string[]) ?? []}
          names={Object.fromEntries(known.map((k) => [k.id, f.name(k)]))}
          onChange={(ids, added) => {
            const patch: Draft = { [field.key]: ids };
            if (field.nameKey) patch[field.nameKey] = added ? [...known, added] : known;
            onChange(patch);
          }}
        />
      );
    }
    case 'tags':
      return <TagsInput {...common} values={(value as string[]) ?? []} onChange={set} />;
    case 'rows':
      return (
        <RowsInput
          field={field}
          rows={(value as Draft[]) ?? []}
          onChange={set}
          faults={faults}
          path={path}
          help={common.help}
          error={common.error}
        />
      );
    default:
      return <TextField {...common} value={String(value ?? '')} onChange={set} maxLength={field.maxLength} />;
  }
}

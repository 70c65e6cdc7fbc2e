import { useTranslation } from 'react-i18next';
import type { ConditionDraft, Criticality } from '@/api/gates';
import type { FieldFault } from '@/api/problem';
import { useFormat } from '@/i18n/format';
import { faultMessage } from '@/i18n/problem';
import { Button } from '@/ui/Button';
import { RadioGroup, Select } from '@/ui/Choice';
import { ComboBox } from '@/ui/ComboBox';
import { DateField } from '@/ui/ParsedField';
import { TextArea } from '@/ui/TextField';
import { criticalities } from './fields';

const blank: ConditionDraft = { text: '', criticality: '', ownerId: '' };

export interface ConditionsEditorProps {
  conditions: ConditionDraft[];
  onChange: (conditions: ConditionDraft[]) => void;
  /** Names of owners chosen so far. */
  names: Record<string, string>;
  onNamed: (id: string, name: string) => void;
  /** Gates that a condition may be due at. */
  laterGates: string[];
  faults: readonly FieldFault[];
}

/** The demands of a conditional approval, each with its weight, its owner, and a day or a gate by which it is met. */
export function ConditionsEditor({ conditions, onChange, names, onNamed, laterGates, faults }: ConditionsEditorProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const edit = (i: number, patch: Partial<ConditionDraft>) =>
    onChange(conditions.map((c, n) => (n === i ? { ...c, ...patch } : c)));
  const fault = (i: number, part: string) => {
    const found = faults.find((x) => x.field === `conditions[${i}].${part}`);
    return found && faultMessage(t, found);
  };
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-1 font-bold">{t('gates:conditions')}</legend>
      {conditions.map((c, i) => (
        <fieldset key={i} className="flex flex-col gap-3 border-line border-l-2 pl-4">
          <legend className="float-left w-full font-bold text-ink-soft">
            {t('gates:conditionRow', { no: i + 1 })}
          </legend>
          <TextArea
            label={t('gates:field.text')}
            help={t('gates:conditionHelp')}
            required
            value={c.text}
            onChange={(text) => edit(i, { text })}
            rows={2}
            maxLength={2000}
            error={fault(i, 'text')}
          />
          <RadioGroup
            label={t('gates:field.criticality')}
            required
            value={c.criticality}
            onChange={(v) => edit(i, { criticality: v as Criticality })}
            options={criticalities.map((v) => ({
              value: v,
              label: t(`gates:criticality.${v}`),
              help: t(`gates:criticalityMeans.${v}`),
            }))}
          />
          <ComboBox
            label={t('gates:ownerLabel')}
            help={t('gates:ownerHelp')}
            required
            noun="people"
            value={c.ownerId}
            valueLabel={names[c.ownerId]}
            onChange={(ownerId, choice) => {
              edit(i, { ownerId });
              if (choice) onNamed(ownerId, f.name(choice));
            }}
            error={fault(i, 'ownerId')}
          />
          <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
            <DateField
              label={t('gates:field.dueOn')}
              value={c.dueOn ?? null}
              onChange={(dueOn) => edit(i, { dueOn: dueOn ?? undefined, dueGate: dueOn ? undefined : c.dueGate })}
              error={fault(i, 'dueOn')}
            />
            <Select
              label={t('gates:orGate')}
              value={c.dueGate ?? ''}
              onChange={(dueGate) => edit(i, { dueGate: dueGate || undefined, dueOn: dueGate ? undefined : c.dueOn })}
              placeholder={t('gates:byDay')}
              options={laterGates.map((g) => ({ value: g, label: t(`gates:gate.${g}`) }))}
              error={fault(i, 'dueGate')}
            />
          </div>
          <span>
            <Button variant="quiet" icon="close" onPress={() => onChange(conditions.filter((_, n) => n !== i))}>
              {t('gates:takeOutCondition', { no: i + 1 })}
            </Button>
          </span>
        </fieldset>
      ))}
      <span>
        <Button icon="plus" onPress={() => onChange([...conditions, { ...blank }])}>
          {t('gates:addCondition')}
        </Button>
      </span>
    </fieldset>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Dca, gateSetOptions, type Outcome, type RuleResult } from '@/api/gates';
import { useFormat } from '@/i18n/format';
import { cx } from '@/lib/cx';
import { Frame } from '@/ui/Frame';
import { OutcomeChip } from './Chips';
import { outcomes } from './fields';
import { against } from './model';
import { ruleText } from './why';

export interface OutcomeChoiceProps {
  value: Outcome | '';
  onChange: (outcome: Outcome) => void;
  /** How every rule that the decider has to heed stands against a plain approval. */
  rules: readonly RuleResult[];
  dca?: Dca;
}

/** The five outcomes; one that the rules forbid says which rule, and can't be chosen. */
export function OutcomeChoice({ value, onChange, rules, dca }: OutcomeChoiceProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const set = useQuery(gateSetOptions()).data;
  return (
    <Frame label={t('gates:outcomeLabel')} required group>
      {(ids) => (
        <div className="flex flex-col border-line border-t">
          {outcomes.map((o) => {
            const broken = against(o, rules);
            return (
              <label
                key={o}
                className={cx('flex items-start gap-3 border-line border-b py-2', o === value && 'bg-chosen')}
              >
                <input
                  type="radio"
                  name={ids.id}
                  checked={o === value}
                  disabled={broken.length > 0}
                  onChange={() => onChange(o)}
                  className="mt-1 size-4 shrink-0 accent-accent"
                />
                <span className="min-w-0">
                  <OutcomeChip outcome={o} />
                  <span className="block text-note text-ink-soft">{t(`gates:outcomeMeans.${o}`)}</span>
                  {o === 'conditional' && dca === 'red' && (
                    <span className="block text-note">{t('gates:redNeedsCritical')}</span>
                  )}
                  {broken.map((r) => (
                    <span key={`${r.rule} ${r.why.code}`} className="block text-bad text-note">
                      ■ {ruleText(t, f, r, set)}
                    </span>
                  ))}
                </span>
              </label>
            );
          })}
        </div>
      )}
    </Frame>
  );
}

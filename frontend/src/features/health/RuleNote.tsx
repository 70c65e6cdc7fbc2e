import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { useRuleNames } from './Chips';

/** Says that a table is narrowed to one rule, which no box beside it shows. */
export function RuleNote({ rule, onClear }: { rule: string | number | undefined; onClear: () => void }) {
  const { t } = useTranslation();
  const name = useRuleNames();
  if (!rule) return null;
  return (
    <p className="flex flex-wrap items-center gap-2">
      {t('health:byRule', { rule: name(String(rule).split(':')[0] ?? '') })}
      <Button variant="quiet" icon="close" onPress={onClear}>
        {t('common:table.clear')}
      </Button>
    </p>
  );
}

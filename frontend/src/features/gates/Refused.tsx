import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gateSetOptions, type RuleResult } from '@/api/gates';
import type { Problem } from '@/api/problem';
import type { Reason } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { Mark } from '@/ui/StatusChip';
import { ruleText, whyText } from './why';

/** Rules that stand against an act, each with its reason. */
export function RuleList({ rules }: { rules: readonly RuleResult[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const set = useQuery(gateSetOptions()).data;
  return (
    <ul className="flex flex-col gap-1">
      {rules.map((r) => (
        <li key={`${r.rule} ${r.why.code}`} className="flex items-baseline gap-2">
          <Mark tone="bad" />
          <span className="min-w-0">{ruleText(t, f, r, set)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the server named when it refused: rules, and lines of the checklist. */
function Refused({ rules, lines }: { rules: RuleResult[]; lines: { id: string; why: Reason }[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  const set = useQuery(gateSetOptions()).data;
  return (
    <>
      <p className="font-bold">{t('gates:refused')}</p>
      <RuleList rules={rules} />
      {lines.length > 0 && (
        <ul className="flex flex-col gap-1">
          {lines.map((l) => (
            <li key={l.id} className="flex items-baseline gap-2">
              <Mark tone="bad" />
              <span className="min-w-0">
                {l.id} {whyText(t, f, l.why, set)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** For dialogues: the rules' own words where the server gave any. */
export function explainGate(p: Problem) {
  const rules = (p.params.rules as RuleResult[] | undefined) ?? [];
  const lines = (p.params.criteria as { id: string; why: Reason }[] | undefined) ?? [];
  return rules.length + lines.length > 0 ? <Refused rules={rules} lines={lines} /> : null;
}

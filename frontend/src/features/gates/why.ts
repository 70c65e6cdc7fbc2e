import type { TFunction } from 'i18next';
import type { GateSet, RuleResult } from '@/api/gates';
import type { Reason } from '@/api/projects';
import { i18n } from '@/i18n';
import type { Format } from '@/i18n/format';

const list = (v: unknown): string[] => (Array.isArray(v) ? v.map(String) : []);

/** Values in whole yen. */
const amounts = ['once', 'recurring', 'amount', 'contract', 'cover', 'planned', 'spent'];

/** Why a line or a rule stands as it does: the server's code and values, in words. A code the app does not know yet is named. */
export function whyText(t: TFunction, f: Format, why: Reason, set?: GateSet): string {
  const key = `gates:why.${why.code}`;
  if (!i18n.exists(key)) return t('gates:why.other', { code: why.code });
  const p = why.params ?? {};
  const word = (group: string, v: unknown) =>
    v && i18n.exists(`gates:${group}.${v}`) ? t(`gates:${group}.${v}`) : String(v ?? '');
  const names = list(p.kinds)
    .map((k) => set?.documents.find((d) => d.kind === k))
    .flatMap((d) => (d ? [f.name(d)] : []));
  return t(key, {
    ...p,
    count: typeof p.count === 'number' ? p.count : list(p.ids).length,
    comment: String(p.comment ?? ''),
    reason: String(p.reason ?? ''),
    date: f.day(p.date as string | undefined),
    finishOn: f.day(p.finishOn as string | undefined),
    documents: names.join(t('common:listSeparator')),
    fields: list(p.fields)
      .map((x) => word('person', x))
      .join(t('common:listSeparator')),
    overlaps:
      list(p.overlaps).length > 0
        ? t('gates:overlaps', { systems: list(p.overlaps).join(t('common:listSeparator')) })
        : '',
    ...Object.fromEntries(amounts.filter((k) => typeof p[k] === 'number').map((k) => [k, f.yen(p[k] as number)])),
    lines: list(p.criteria).join(t('common:listSeparator')),
    gate: p.gate ?? '',
    stage: word('stage', p.stage),
    state: word('state', p.state),
    outcome: word('outcome', p.outcome),
    authority: word('authority', p.authority),
    dca: word('dca', p.dca),
    tier: p.tier ?? '',
  });
}

/** "R4 …": a rule with its reason. */
export function ruleText(t: TFunction, f: Format, { rule, why }: RuleResult, set?: GateSet): string {
  // The same code may speak of another gate in a rule than in a line of the checklist.
  const own = `${rule}_${why.code}`;
  const code = i18n.exists(`gates:why.${own}`) ? own : why.code;
  return t('gates:ruleLine', { rule, text: whyText(t, f, { ...why, code }, set) });
}

import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Colour, type Dimension, healthRulesOptions, type Result } from '@/api/health';
import { type Format, useFormat } from '@/i18n/format';
import { Sparkline } from '@/ui/chart/Sparkline';
import { Mark, StatusChip } from '@/ui/StatusChip';
import { fired, placesOf, toneOf, trendPoints } from './model';

/** The words of a verdict: shape and word, with the rules behind it on hover, focus and press. */
export function Verdict({ colour, why }: { colour: Colour | ''; why?: readonly Result[] }) {
  const { t } = useTranslation();
  const reasons = why ? fired(why) : [];
  return (
    <StatusChip tone={toneOf(colour)} why={reasons.length > 0 ? <Reasons results={reasons} /> : undefined}>
      {t(`health:colour.${colour || 'none'}`)}
    </StatusChip>
  );
}

/** The rules that fired, a line each. */
export function Reasons({ results }: { results: readonly Result[] }) {
  const say = useSay();
  return (
    <ul className="flex flex-col gap-0.5">
      {results.map((r) => (
        <li key={r.rule}>{say(r)}</li>
      ))}
    </ul>
  );
}

/** What the reader calls each rule. */
export function useRuleNames(): (rule: string) => string {
  const f = useFormat();
  const { data } = useQuery(healthRulesOptions());
  return (id) => {
    const rule = data?.rules.find((r) => r.id === id);
    return rule ? f.pick(rule.name, rule.nameEn) : id;
  };
}

/** A result as one sentence: the rule, and what was measured. */
export function useSay(): (result: Result) => string {
  const { t } = useTranslation();
  const f = useFormat();
  const name = useRuleNames();
  return (r) => t('health:said', { rule: name(r.rule), what: measured(r, t, f) });
}

/** Checks that count the days until something ends. */
const untilEnd = ['support_days', 'contract_days'];

/** What was measured, in words; an end that lies behind us is not said to be so many days ahead. */
export function measured(r: Result, t: TFunction, f: Format): string {
  const params = r.params ?? {};
  if (r.value === null) return t(`health:doubt.${r.doubt || 'missing'}`, { days: params.days ?? '' });
  const past = untilEnd.includes(r.check) && r.value < 0;
  return t(`health:check.${params.never ? 'report_never' : past ? `${r.check}_past` : r.check}`, {
    value: f.number(past ? -r.value : r.value, placesOf(r.check)),
    said: typeof params.said === 'string' ? t(`health:colour.${params.said === 'unknown' ? 'grey' : params.said}`) : '',
    on: typeof params.on === 'string' ? f.dayShort(params.on) : '',
    days: params.days ?? '',
    gate: params.gate ?? '',
    component: params.component ?? '',
    fy: typeof params.fy === 'number' ? f.fiscalYear(params.fy) : '',
    elapsed: typeof params.elapsed === 'number' ? f.number(params.elapsed) : '',
    spent: typeof params.spent === 'number' ? f.number(params.spent) : '',
    level: params.level ?? '',
    target: params.target ?? '',
    months: params.months ?? '',
  });
}

/** The sides of a subject, each by its shape; the words on hover and to those who don't see them. */
export function Sides({ sides }: { sides: readonly Dimension[] }) {
  const { t } = useTranslation();
  const said = sides.map((s) =>
    t('health:sideSaid', { side: t(`health:side.${s.dimension}`), word: t(`health:colour.${s.verdict}`) }),
  );
  return (
    <span
      role="img"
      aria-label={said.join(t('common:listSeparator'))}
      title={said.join('\n')}
      className="inline-flex gap-1"
    >
      {sides.map((s) => (
        <Mark key={s.dimension} tone={toneOf(s.verdict)} />
      ))}
    </span>
  );
}

/** The verdicts of a year as a line that rises as things get worse. */
export function Trend({ trend }: { trend: readonly (Colour | '')[] }) {
  const { t } = useTranslation();
  const said = trend.map((c) => t(c ? `health:colour.${c}` : 'health:notYet')).join(' → ');
  return (
    <span role="img" aria-label={t('health:trendSaid', { said })} title={said} className="inline-block w-16">
      <Sparkline points={trendPoints(trend)} />
    </span>
  );
}

/** "+64", "0", "−3". */
export const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0');

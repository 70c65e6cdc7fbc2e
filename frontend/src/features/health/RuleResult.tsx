import { useTranslation } from 'react-i18next';
import type { Result, Rule } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { HrefLink } from '@/ui/HrefLink';
import { measured, useRuleNames, Verdict } from './Chips';
import { limitsOf, placesOf } from './model';

/** One rule: its verdict, what was measured, from where on it would be otherwise, and the rows. */
export function RuleResult({ result: r }: { result: Result }) {
  const { t } = useTranslation();
  const f = useFormat();
  const name = useRuleNames();
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-b py-2 md:grid-cols-[9rem_1fr]">
      <span>
        <Verdict colour={r.verdict} />
      </span>
      <div className="flex min-w-0 flex-col gap-1">
        <p>
          <span className="font-bold">{name(r.rule)}</span> {measured(r, t, f)}
          <span className="ml-2 text-note text-ink-soft">{t(`health:side.${r.dimension}`)}</span>
        </p>
        <p className="text-note text-ink-soft">
          <LimitWords limits={r.limits} check={r.check} />
        </p>
        {(r.records ?? []).length > 0 && (
          <ul className="flex flex-col">
            {(r.records ?? []).map((rec) => (
              <li key={`${rec.noun} ${rec.id} ${rec.href}`} className="flex flex-wrap gap-x-3">
                <HrefLink
                  href={rec.href}
                  className="min-h-6 text-accent underline underline-offset-3 hover:text-accent-hover"
                >
                  {t(`health:record.${rec.noun}`)}
                  {rec.label && ` ${rec.label}`}
                </HrefLink>
                {rec.on && rec.label !== rec.on && <span className="text-ink-soft">{f.dayShort(rec.on)}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** "注意 30以上 · 要対応 90以上". */
export function LimitWords({
  limits,
  check,
}: {
  limits: Pick<Rule, 'amberAt' | 'redAt' | 'amberBelow' | 'redBelow' | 'greyOver'>;
  check: string;
}) {
  const { t } = useTranslation();
  const f = useFormat();
  const l = limitsOf(limits);
  const said = (colour: string, n: number | undefined, how: string) =>
    n === undefined
      ? []
      : [
          t(`health:limit.${how}`, {
            colour: t(`health:colour.${colour}`),
            n: f.number(n, placesOf(check)),
            unit: t(`health:measure.${check}`),
          }),
        ];
  const how = l.falls ? 'below' : 'at';
  return [...said('amber', l.amber, how), ...said('red', l.red, how), ...said('grey', l.grey, 'over')].join(' · ');
}

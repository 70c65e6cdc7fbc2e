import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { healthRulesOptions, type Rule } from '@/api/health';
import { useFormat } from '@/i18n/format';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { FailedState, SkeletonRows } from '@/ui/states';
import { HealthFrame } from './HealthFrame';
import { LimitWords } from './RuleResult';

/** The rules in force: what is measured, from where on it is amber or red, whom it concerns. */
export function RulesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(healthRulesOptions());
  return (
    <HealthFrame answer={t('health:rules.answer')}>
      {error && !data ? <FailedState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <SkeletonRows />}
      {data &&
        (['project', 'system'] as const).map((subject) => (
          <Section key={subject} title={t(`health:rules.${subject}`)}>
            <RuleTable subject={subject} rules={data.rules.filter((r) => r.subject === subject)} />
          </Section>
        ))}
    </HealthFrame>
  );
}

function RuleTable({ subject, rules }: { subject: 'project' | 'system'; rules: Rule[] }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <section
      aria-label={t(`health:rules.${subject}`)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto border-line border-y bg-paper"
    >
      <table className="w-full">
        <thead>
          <tr className="text-left text-note text-ink-soft">
            {(['name', 'side', 'limits', 'input', 'only', 'rows'] as const).map((h) => (
              <th key={h} scope="col" className="whitespace-nowrap px-2 py-1.5 font-normal">
                {t(`health:rules.${h}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((r) => (
            <tr key={r.id} className="border-line border-t align-baseline">
              <th scope="row" className="min-w-40 px-2 py-1.5 text-left font-bold">
                {f.pick(r.name, r.nameEn)}
              </th>
              <td className="whitespace-nowrap px-2">{t(`health:side.${r.dimension}`)}</td>
              <td className="min-w-56 px-2">
                <LimitWords limits={r} check={r.check} />
              </td>
              <td className="min-w-40 px-2">
                <Input rule={r} />
              </td>
              <td className="min-w-32 px-2">
                <Only rule={r} />
              </td>
              <td className="whitespace-nowrap px-2">
                <Link to={subject === 'project' ? '/health/projects' : '/health/systems'} search={{ rule: r.id }}>
                  {t('health:rules.show')}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Input({ rule: r }: { rule: Rule }) {
  const { t } = useTranslation();
  return [
    t(`health:rules.missing_${r.missing}`),
    ...(r.freshDays ? [t('health:rules.fresh', { days: r.freshDays })] : []),
    ...(r.days ? [t('health:rules.window', { days: r.days })] : []),
  ].join(' · ');
}

function Only({ rule: r }: { rule: Rule }) {
  const { t } = useTranslation();
  const said = [
    ...(r.only.tiers ?? []).map((v) => t(`projects:tierName.${v}`)),
    ...(r.only.states ?? []).map((v) => t(`projects:state.${v}`)),
    ...(r.only.criticality ?? []).map((v) => t(`systems:criticality.${v}`)),
    ...(r.only.phases ?? []).map((v) => t(`systems:phase.${v}`)),
  ];
  return said.length > 0 ? said.join(t('common:listSeparator')) : t('health:rules.all');
}

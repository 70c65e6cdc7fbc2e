import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Finding, repeatsOptions } from '@/api/findings';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { FieldValue } from '@/ui/fields/FieldValue';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { BandChip } from './Chips';
import { findingFields } from './fields';

const parts = ['criteria', 'condition', 'cause', 'effect', 'recommendation'];
const audit = ['source', 'kind', 'theme', 'auditName', 'auditedOn'];

/** What was found, how weighty it is, and what it concerns. */
export function Content({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const facts = (keys: string[]) =>
    findingFields
      .filter((x) => keys.includes(x.key))
      .map((x) => ({ key: x.key, label: t(x.label), value: <FieldValue field={x} record={finding} /> }));
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[3fr_2fr]">
      <Section title={t('findings:section.content')}>
        <DescriptionList facts={facts(parts)} />
      </Section>
      <div className="flex flex-col gap-8">
        <Section title={t('findings:section.risk')}>
          <RiskTable finding={finding} />
        </Section>
        <Section title={t('findings:section.audit')}>
          <DescriptionList facts={facts(audit)} />
        </Section>
        <Section title={t('findings:section.links')}>
          <Links finding={finding} />
        </Section>
      </div>
    </div>
  );
}

/** The risk as found, as it should become, and as it was left. */
function RiskTable({ finding: x }: { finding: Finding }) {
  const { t } = useTranslation();
  const rows = [
    { key: 'inherent', impact: x.impact, likelihood: x.likelihood, score: x.score, band: x.band },
    { key: 'target', impact: x.targetImpact, likelihood: x.targetLikelihood, score: x.targetScore, band: x.targetBand },
    {
      key: 'residual',
      impact: x.residualImpact,
      likelihood: x.residualLikelihood,
      score: x.residualScore,
      band: x.residualBand,
    },
  ];
  return (
    <table className="w-full">
      <thead>
        <tr className="border-line-strong border-b text-left text-note text-ink-soft">
          <td />
          {['impact', 'likelihood', 'score'].map((k) => (
            <th key={k} scope="col" className="num py-1 pl-3 font-normal">
              {t(`findings:field.${k}`)}
            </th>
          ))}
          <th scope="col" className="py-1 pl-4 font-normal">
            {t('findings:field.band')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.key} className="h-9 border-line border-b">
            <th scope="row" className="text-left font-normal">
              {t(`findings:risk.${r.key}`)}
            </th>
            <td className="num pl-3">{r.impact ?? '—'}</td>
            <td className="num pl-3">{r.likelihood ?? '—'}</td>
            <td className="num pl-3">{r.score ?? '—'}</td>
            <td className="pl-4">{r.band ? <BandChip band={r.band} /> : t('findings:unknown')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Links({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const f = useFormat();
  const draft = finding.state === 'draft' && !finding.recursOf;
  const suggested = useQuery({ ...repeatsOptions(finding), enabled: draft }).data?.items ?? [];
  const related = [...(finding.repeats ? [finding.repeats] : []), ...finding.repeatedBy];
  const none = finding.systems.length + finding.projects.length + related.length + suggested.length === 0;
  if (none) return <p className="text-ink-soft">{t('findings:noLinks')}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {finding.systems.map((s) => (
        <li key={s.id}>
          <span className="mr-2 text-note text-ink-soft">{t('findings:link.system')}</span>
          <Link to="/systems/$id" params={{ id: s.id }}>
            {f.name(s)}
          </Link>
        </li>
      ))}
      {finding.projects.map((p) => (
        <li key={p.id}>
          <span className="mr-2 text-note text-ink-soft">{t('findings:link.project')}</span>
          <Link to="/projects/$id" params={{ id: p.id }}>
            {f.name(p)}
          </Link>
        </li>
      ))}
      {[
        ...related.map((r) => ({ ...r, link: r.id === finding.repeats?.id ? 'repeats' : 'repeatedBy' })),
        ...suggested.map((r) => ({ ...r, link: 'suggested' })),
      ].map((r) => (
        <li key={r.id}>
          <span className="mr-2 text-note text-ink-soft">{t(`findings:link.${r.link}`)}</span>
          <Link to="/findings/$id" params={{ id: r.id }}>
            {r.code} {f.name(r)}
          </Link>
          <span className="ml-2 text-note text-ink-soft">
            {t(`findings:state.${r.state}`)} {f.dayShort(r.closedOn ?? r.noticeOn)}
          </span>
        </li>
      ))}
    </ul>
  );
}

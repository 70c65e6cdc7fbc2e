import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Pilot, pilotOptions } from '@/api/pilots';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { FactSheet } from '@/ui/fields/FactSheet';
import { History } from '@/ui/fields/History';
import { Link } from '@/ui/Link';
import { PageHead, Section } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { Tabs } from '@/ui/Tabs';
import { PilotActs } from './Acts';
import { ShareFigure, StandingChip } from './Chips';
import { CriteriaPart, DecisionPart } from './Decisions';
import { caseFields, criteriaLater, decisionFields, pilotFields, setFields } from './fields';
import { editable } from './model';
import { Results, Saved } from './Results';
import { pilotTabs } from './search';

export type PilotTab = (typeof pilotTabs)[number];

const sheet = pilotFields.filter((x) => !x.derived);

/** What the parts of a pilot are called in its history. */
export const historyFields = {
  pilots: pilotFields,
  pilot_criteria: criteriaLater,
  pilot_sets: setFields,
  pilot_decisions: decisionFields,
  pilot_cases: caseFields,
};
const fieldsOf = (noun: string) => historyFields[noun as keyof typeof historyFields] ?? pilotFields;

/** One pilot: what was to be shown, what was shown and how sure it is, and what was decided. */
export function PilotPage({ id, tab }: { id: string; tab: PilotTab }) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: p, error, refetch } = useQuery(pilotOptions(id));
  if (error && !p) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!p) return <SkeletonPage />;
  const content = {
    results: (
      <div className="flex flex-col gap-8">
        <CriteriaPart pilot={p} />
        <Results key={p.setNo} pilot={p} />
        <Value pilot={p} />
        <DecisionPart pilot={p} />
      </div>
    ),
    plan: <Sheet pilot={p} />,
    history: <History noun="pilots" id={id} fields={fieldsOf} />,
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHead title={f.name(p)} code={p.code} answer={<Standing pilot={p} />} actions={<PilotActs pilot={p} />} />
      <Tabs
        label={t('pilots:tabs.label')}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/pilots/$id',
            params: { id },
            search: { tab: key as PilotTab },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={pilotTabs.map((key) => ({ key, label: t(`pilots:tabs.${key}`), content: content[key] }))}
      />
    </div>
  );
}

/** Business, standing, share, section and period. */
function Standing({ pilot: p }: { pilot: Pilot }) {
  const { t } = useTranslation();
  const f = useFormat();
  const criteria = p.criteria[0];
  const current = p.sets.at(-1);
  const share = current?.[criteria?.metric ?? 'top1'] ?? { correct: 0, n: 0, percent: null, low: null, high: null };
  const verdict = criteria?.verdict ?? { met: false, lines: [], more: null };
  return (
    <span className="flex flex-wrap items-baseline gap-x-4">
      <StandingChip item={{ stage: p.stage, due: p.due, verdict, share }} />
      <span className="text-ink">{f.pick(p.business, p.businessEn)}</span>
      <ShareFigure share={share} />
      <span>{f.pick(p.sectionName, p.sectionNameEn)}</span>
      <span>
        {p.closedOn
          ? t('pilots:closed', { from: f.day(p.startedOn), on: f.day(p.closedOn) })
          : t('pilots:period', { from: f.day(p.startedOn ?? p.startsOn), on: f.day(p.endsOn) })}
      </span>
      {p.stage === 'planned' && (p.criteriaNo === 0 || p.setNo === 0 || p.wardIds.length === 0) && (
        <span>{t('pilots:start.needs')}</span>
      )}
    </span>
  );
}

/** What it cost and what it saved. Unknown stays unknown. */
function Value({ pilot: p }: { pilot: Pilot }) {
  const { t } = useTranslation();
  const f = useFormat();
  const unknown = <span className="text-unknown">{t('common:chart.unknown')}</span>;
  const yen = (n: number | null | undefined) =>
    n === null || n === undefined ? unknown : `${f.yen(n, 'yen')}${t('common:yenUnit.yen')}`;
  const { uses, satisfied } = p.use;
  const facts = [
    { key: 'oneOff', label: t('pilots:field.oneOffCost'), value: yen(p.oneOffCost) },
    { key: 'yearly', label: t('pilots:field.yearlyCost'), value: yen(p.yearlyCost) },
    { key: 'saved', label: t('pilots:value.saved'), value: <Saved seconds={p.sets.at(-1)?.seconds ?? null} /> },
    {
      key: 'uses',
      label: t('pilots:value.uses'),
      value: uses === null ? unknown : t('pilots:value.times', { n: f.number(uses) }),
    },
    {
      key: 'hours',
      label: t('pilots:value.hours'),
      value: p.savedHours === null ? unknown : t('pilots:value.inHours', { n: f.number(p.savedHours, 0) }),
    },
    {
      key: 'satisfied',
      label: t('pilots:value.satisfied'),
      value: satisfied.n === 0 ? unknown : <ShareFigure share={satisfied} />,
    },
  ];
  return (
    <Section title={t('pilots:section.value')} note={t('pilots:value.note')}>
      <DescriptionList facts={facts} columns={2} />
    </Section>
  );
}

function Sheet({ pilot: p }: { pilot: Pilot }) {
  const { t } = useTranslation();
  const f = useFormat();
  const project = p.project ? (
    <Link to="/projects/$id" params={{ id: p.project.id }}>
      {f.name(p.project)}
    </Link>
  ) : (
    p.projectId && t('pilots:projectHidden')
  );
  return (
    <FactSheet
      noun="pilots"
      fields={sheet}
      record={editable(p)}
      sections={['what', 'scope', 'trust', 'value']}
      render={project ? { projectId: project } : {}}
    />
  );
}

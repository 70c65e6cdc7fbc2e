import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Project, projectOptions } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { DescriptionList, type Fact } from '@/ui/facts';
import { Missing } from '@/ui/fields/FieldValue';
import { Link } from '@/ui/Link';
import { Section } from '@/ui/Page';
import { SkeletonText } from '@/ui/states';
import { LatestReport } from './LatestReport';
import { exactYen } from './money';
import { StateCard } from './StateCard';
import { TierReasons } from './TierReasons';

export interface OverviewProps {
  id: string;
  /** What the next gate asks, and who acts there; the gates give both. */
  readiness: ReactNode;
  who: ReactNode;
  execution: ReactNode;
  completion: ReactNode;
}

export function Overview({ id, readiness, who, execution, completion }: OverviewProps) {
  const { t } = useTranslation();
  const { data: project } = useQuery(projectOptions(id));
  if (!project) return <SkeletonText lines={8} />;
  return (
    <div className="flex flex-col gap-8">
      <div className="grid items-start gap-6 lg:grid-cols-3">
        <div className="lg:col-span-2">{readiness}</div>
        <div className="flex flex-col gap-6">
          {who}
          <StateCard project={project} execution={execution} completion={completion} />
        </div>
      </div>
      <LatestReport projectId={id} />
      <Section title={t('projects:facts')}>
        <Facts project={project} />
      </Section>
    </div>
  );
}

function Facts({ project }: { project: Project }) {
  const { t } = useTranslation();
  const f = useFormat();
  const yen = (n: number | undefined) => (n ? exactYen(t, f, n) : <Missing />);
  const day = (on: string | undefined) => (on ? f.day(on) : <Missing />);
  const fact = (key: string, value: ReactNode): Fact => ({ key, label: t(`projects:field.${key}`), value });
  const facts = [
    fact('purpose', project.purpose || <Missing />),
    fact('tier', <TierReasons project={project} />),
    fact('managerId', f.name(project.manager)),
    fact('headId', project.head ? f.name(project.head) : <Missing />),
    fact(
      'memberIds',
      project.members.length > 0 ? project.members.map((m) => f.name(m)).join(t('common:listSeparator')) : <Missing />,
    ),
    fact('systemIds', project.systems.length > 0 ? <Systems systems={project.systems} /> : <Missing />),
    fact('buildCost', yen(project.buildCost)),
    fact('runCost', yen(project.runCost)),
    fact('totalCost', yen(project.totalCost)),
    fact('riskLevel', project.riskLevel ? t(`projects:level.${project.riskLevel}`) : <Missing />),
    fact('hqDesignated', t(project.hqDesignated ? 'common:yes' : 'common:no')),
    fact('startOn', day(project.startOn)),
    fact('finishOn', day(project.finishOn)),
    fact('baselineFinishOn', day(project.baselineFinishOn)),
  ];
  if (project.stopReason) facts.push(fact('stopReason', project.stopReason));
  return <DescriptionList facts={facts} columns={2} />;
}

function Systems({ systems }: { systems: Project['systems'] }) {
  const f = useFormat();
  return (
    <ul className="flex flex-col">
      {systems.map((s) => (
        <li key={s.id}>
          <Link to="/systems/$id" params={{ id: s.id }}>
            {s.code} {f.name(s)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

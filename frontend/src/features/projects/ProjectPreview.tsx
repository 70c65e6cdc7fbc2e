import { useTranslation } from 'react-i18next';
import type { ProjectItem } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { DescriptionList } from '@/ui/facts';
import { Missing } from '@/ui/fields/FieldValue';
import { MainLink } from '@/ui/Link';
import { HealthChip, ReportAge, SlipText, StateWord } from './Chips';
import { NextGate } from './columns';
import { MiniStepper } from './MiniStepper';
import { exactYen } from './money';

/** The panel beside the list: enough to tell whether the page is worth opening. */
export function ProjectPreview({ project }: { project: ProjectItem }) {
  const { t } = useTranslation();
  const f = useFormat();
  const fact = (key: string, value: React.ReactNode) => ({ key, label: t(`projects:column.${key}`), value });
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="text-note text-ink-soft">{project.code}</p>
        <h2 className="text-section">{f.name(project)}</h2>
      </div>
      <DescriptionList
        facts={[
          fact('declaredHealth', <HealthChip project={project} bare />),
          fact('reportedOn', <ReportAge project={project} />),
          fact('gates', <MiniStepper gates={project.gates} nextGate={project.nextGate} />),
          fact('nextGate', <NextGate project={project} />),
          fact('slipDays', <SlipText days={project.slipDays} unit />),
          fact('tier', t(`projects:tierName.${project.tier}`)),
          fact('state', <StateWord state={project.state} />),
          fact('applicant', f.pick(project.applicantName, project.applicantNameEn)),
          fact('manager', f.pick(project.managerName, project.managerNameEn)),
          fact('finishOn', project.finishOn ? f.day(project.finishOn) : <Missing />),
          fact('totalCost', exactYen(t, f, project.totalCost)),
        ]}
      />
      <span>
        <MainLink to="/projects/$id" params={{ id: project.id }}>
          {t('projects:openPage')}
        </MainLink>
      </span>
    </div>
  );
}

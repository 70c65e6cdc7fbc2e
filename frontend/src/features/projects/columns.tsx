import { useTranslation } from 'react-i18next';
import type { ProjectItem } from '@/api/projects';
import { useFormat } from '@/i18n/format';
import { gateWord } from '@/lib/gateSteps';
import { type Column, columnsOf } from '@/ui/fields/columns';
import { HealthChip, ReportAge, SlipText, StateWord } from './Chips';
import { projectFields } from './fields';
import { MiniStepper } from './MiniStepper';
import { hasEnded } from './model';

const plain = columnsOf<ProjectItem>(projectFields, {
  code: (p) => <Name project={p} />,
  applicantId: (p) => <Pick ja={p.applicantName} en={p.applicantNameEn} />,
  managerId: (p) => <Pick ja={p.managerName} en={p.managerNameEn} />,
  state: (p) => <StateWord state={p.state} />,
});

const own = (
  key: string,
  patch: Partial<Column<ProjectItem>> & Pick<Column<ProjectItem>, 'cell'>,
): Column<ProjectItem> => ({
  key,
  label: `projects:column.${key}`,
  numeric: false,
  sortable: false,
  shown: true,
  ...patch,
});

const figures: Column<ProjectItem>[] = [
  own('declaredHealth', { width: 6, cell: (p) => <HealthChip project={p} /> }),
  own('slipDays', {
    numeric: true,
    sortable: true,
    unit: 'projects:unit.day',
    cell: (p) => <SlipText days={p.slipDays} past={hasEnded(p.state)} />,
  }),
  own('reportedOn', { sortable: true, width: 6, cell: (p) => <ReportAge project={p} /> }),
  own('tier', { cell: (p) => p.tier }),
  own('gates', { cell: (p) => <MiniStepper gates={p.gates} nextGate={p.nextGate} /> }),
  own('nextGate', { width: 7, cell: (p) => <NextGate project={p} /> }),
];

const byKey = (key: string) => plain.filter((c) => c.key === key);

/** The project, what it says of itself, its slip, the age of its word, its way through the gates, whose it is; the rest on offer. */
export const projectColumns: Column<ProjectItem>[] = [
  ...byKey('code').map((c) => ({ ...c, label: 'projects:column.project' })),
  ...figures,
  ...byKey('applicantId').map((c) => ({ ...c, label: 'projects:column.applicant' })),
  ...plain.filter((c) => c.key !== 'code' && c.key !== 'applicantId'),
];

function Name({ project }: { project: ProjectItem }) {
  const f = useFormat();
  return (
    <>
      <span className="mr-2 text-ink-soft no-underline">{project.code}</span>
      {f.name(project)}
    </>
  );
}

function Pick({ ja, en }: { ja: string; en?: string }) {
  return useFormat().pick(ja, en);
}

/** The gate whose turn it is, by the word for where it stands. */
export function NextGate({ project }: { project: Pick<ProjectItem, 'gates' | 'nextGate'> }) {
  const { t } = useTranslation();
  const step = project.gates.find((g) => g.gate === project.nextGate);
  if (!step) return <span className="text-ink-faint">—</span>;
  const word = t(`projects:gateWord.${gateWord(step, project.nextGate)}`);
  return t((step.round ?? 0) > 1 ? 'projects:gateRound' : 'projects:gateSaid', {
    gate: project.nextGate,
    word,
    round: step.round,
  });
}

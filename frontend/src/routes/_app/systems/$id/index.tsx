import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { holds, meOptions } from '@/api/session';
import { SystemAvailabilityTab } from '@/features/availability/SystemAvailabilityTab';
import { BudgetTab } from '@/features/budgets/BudgetTab';
import { DatasetsPart } from '@/features/datasets/DatasetsPart';
import { FindingsPart } from '@/features/findings/FindingsPart';
import { HealthTab } from '@/features/health/HealthTab';
import { LinkedActions } from '@/features/plans/LinkedActions';
import { ProceduresPart } from '@/features/procedures/ProceduresPart';
import { RationalisationTab } from '@/features/rationalisation/RationalisationTab';
import { KeyPersonSignal, SubjectPart } from '@/features/skills/SubjectPart';
import { SystemPage } from '@/features/systems/SystemPage';
import { systemTabs } from '@/features/systems/search';
import { loadWords } from '@/i18n';

interface Part {
  key: string;
  permission: string;
  label: string;
  /** The files of its words. */
  words: readonly string[];
}

/** What the other nouns say of a system, each a tab of its page. */
const parts: readonly Part[] = [
  {
    key: 'health',
    permission: 'health:read',
    label: 'shell:nav.health',
    words: ['health', 'skills'],
  },
  {
    key: 'availability',
    permission: 'availability:read',
    label: 'availability:tab',
    words: ['availability', 'targets', 'outages', 'maintenance'],
  },
  {
    key: 'budget',
    permission: 'budgets:read',
    label: 'budgets:tab',
    words: ['budgets'],
  },
  {
    key: 'findings',
    permission: 'findings:read',
    label: 'findings:tab',
    words: ['findings'],
  },
  {
    key: 'actions',
    permission: 'plan_actions:read',
    label: 'actions:linked',
    words: ['actions', 'plans'],
  },
  {
    key: 'procedures',
    permission: 'procedures:read',
    label: 'procedures:tab',
    words: ['procedures'],
  },
  {
    key: 'datasets',
    permission: 'datasets:read',
    label: 'datasets:tab',
    words: ['datasets'],
  },
  {
    key: 'skills',
    permission: 'skills:read',
    label: 'skills:tab',
    words: ['skills'],
  },
  {
    key: 'rationalisation',
    permission: 'rationalisation:read',
    label: 'rationalisation:tab',
    words: ['rationalisation', 'profiles'],
  },
];

// Apart from the list above, which the address needs: these come with the page, and only with it.
const contents: Record<string, (id: string) => ReactNode> = {
  rationalisation: (id) => <RationalisationTab id={id} />,
  skills: (id) => <SubjectPart kind="systems" id={id} />,
  datasets: (id) => <DatasetsPart scope={{ systemId: id }} />,
  health: (id) => <HealthTab subject="systems" id={id} below={<KeyPersonSignal kind="systems" id={id} />} />,
  availability: (id) => <SystemAvailabilityTab id={id} />,
  budget: (id) => <BudgetTab systemId={id} />,
  findings: (id) => <FindingsPart scope={{ systemId: id }} />,
  actions: (id) => <LinkedActions systemId={id} />,
  procedures: (id) => <ProceduresPart scope={{ systemId: id }} />,
};

const tabs: readonly string[] = [...systemTabs, ...parts.map((p) => p.key)];

export const Route = createFileRoute('/_app/systems/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: string } => ({
    tab: tabs.find((t) => t === raw.tab && t !== systemTabs[0]),
  }),
  loader: () => loadWords(...parts.flatMap((p) => p.words)),
  component: () => {
    const { t } = useTranslation();
    const { id } = Route.useParams();
    const { data: me } = useQuery(meOptions());
    const shown = parts.filter((p) => holds(me, p.permission));
    return (
      <SystemPage
        id={id}
        tab={Route.useSearch().tab ?? systemTabs[0]}
        parts={shown.map((p) => ({ key: p.key, label: t(p.label), content: contents[p.key]?.(id) }))}
      />
    );
  },
});

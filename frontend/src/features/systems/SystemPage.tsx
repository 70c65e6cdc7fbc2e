import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type System, systemOptions } from '@/api/systems';
import { useFormat } from '@/i18n/format';
import { History } from '@/ui/fields/History';
import { PageHead } from '@/ui/Page';
import { FailedState, SkeletonPage } from '@/ui/states';
import { type TabEntry, Tabs } from '@/ui/Tabs';
import { systemFields } from './fields';
import { SystemActions } from './SystemActions';
import { SystemHead } from './SystemHead';
import { Components, Links, Overview, Projects } from './SystemTabs';
import { systemTabs } from './search';

type SystemTab = (typeof systemTabs)[number];

export interface SystemPageProps {
  id: string;
  /** One of systemTabs or the key of a part. */
  tab: string;
  /** What other nouns say of the system; they stand before the history. */
  parts: readonly TabEntry[];
}

/** One system: who owns it, how important it is, where it stands in its life, and whether the entry can be trusted. */
export function SystemPage({ id, tab, parts }: SystemPageProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const navigate = useNavigate();
  const { data: system, error, refetch } = useQuery(systemOptions(id));
  if (error && !system) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!system) return <SkeletonPage />;

  const count: Partial<Record<SystemTab, number>> = {
    components: system.components?.length ?? 0,
    links: (system.outgoing?.length ?? 0) + (system.incoming?.length ?? 0),
    projects: system.projects?.length ?? 0,
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHead title={f.name(system)} code={system.code} actions={<SystemActions system={system} />} />
      <SystemHead system={system} />
      <Tabs
        label={t('systems:tabs.label', { name: f.name(system) })}
        chosen={tab}
        onChange={(key) =>
          void navigate({
            to: '/systems/$id',
            params: { id },
            search: { tab: key },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={systemTabs.flatMap((key) => [
          ...(key === 'history' ? parts : []),
          { key, label: t(`systems:tabs.${key}`), count: count[key], content: content(key, system) },
        ])}
      />
    </div>
  );
}

function content(tab: SystemTab, system: System) {
  switch (tab) {
    case 'overview':
      return <Overview system={system} />;
    case 'components':
      return <Components system={system} />;
    case 'links':
      return <Links system={system} />;
    case 'projects':
      return <Projects system={system} />;
    case 'history':
      return <History noun="systems" id={system.id} fields={systemFields} />;
  }
}

import { createFileRoute } from '@tanstack/react-router';
import { DatasetPage, type DatasetTab } from '@/features/datasets/DatasetPage';
import { datasetTabs } from '@/features/datasets/search';

export const Route = createFileRoute('/_app/datasets/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: DatasetTab } => ({
    tab: datasetTabs.find((t) => t === raw.tab && t !== datasetTabs[0]),
  }),
  component: () => <DatasetPage id={Route.useParams().id} tab={Route.useSearch().tab ?? datasetTabs[0]} />,
});

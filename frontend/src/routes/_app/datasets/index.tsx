import { createFileRoute } from '@tanstack/react-router';
import { datasetsOptions } from '@/api/datasets';
import { DatasetList } from '@/features/datasets/DatasetList';
import { datasetFilters, datasetsQuery } from '@/features/datasets/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/datasets/')({
  validateSearch: tableSearch(datasetFilters),
  loaderDeps: ({ search }) => datasetsQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(datasetsOptions(deps)),
  component: () => <DatasetList search={Route.useSearch()} />,
});

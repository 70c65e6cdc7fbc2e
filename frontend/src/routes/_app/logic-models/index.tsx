import { createFileRoute } from '@tanstack/react-router';
import { logicModelsOptions } from '@/api/logicModels';
import { logicFilters, logicQuery } from '@/features/logicmodels/fields';
import { LogicList } from '@/features/logicmodels/LogicList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/logic-models/')({
  validateSearch: tableSearch(logicFilters),
  loaderDeps: ({ search }) => logicQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(logicModelsOptions(deps)),
  component: () => <LogicList search={Route.useSearch()} />,
});

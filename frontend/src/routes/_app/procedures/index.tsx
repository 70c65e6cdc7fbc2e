import { createFileRoute } from '@tanstack/react-router';
import { proceduresOptions } from '@/api/procedures';
import { procedureFilters, proceduresQuery } from '@/features/procedures/fields';
import { ProcedureList } from '@/features/procedures/ProcedureList';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/procedures/')({
  validateSearch: tableSearch(procedureFilters),
  loaderDeps: ({ search }) => proceduresQuery(search),
  // Not awaited: the frame of the list shows at once and says itself when the rows fail.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(proceduresOptions(deps)),
  component: () => <ProcedureList search={Route.useSearch()} />,
});

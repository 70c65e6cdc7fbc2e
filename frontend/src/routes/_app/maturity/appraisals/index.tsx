import { createFileRoute } from '@tanstack/react-router';
import { appraisalsOptions } from '@/api/maturity';
import { AppraisalList } from '@/features/maturity/AppraisalList';
import { appraisalFilters, appraisalsQuery } from '@/features/maturity/fields';
import { tableSearch } from '@/ui/table/search';

export const Route = createFileRoute('/_app/maturity/appraisals/')({
  validateSearch: tableSearch(appraisalFilters),
  loaderDeps: ({ search }) => appraisalsQuery(search),
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(appraisalsOptions(deps)),
  component: () => <AppraisalList search={Route.useSearch()} />,
});

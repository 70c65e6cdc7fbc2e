import { createFileRoute } from '@tanstack/react-router';
import { ProcedurePage } from '@/features/procedures/ProcedurePage';
import { type ProcedureTab, procedureTabs } from '@/features/procedures/search';

export const Route = createFileRoute('/_app/procedures/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: ProcedureTab } => ({
    tab: procedureTabs.find((t) => t === raw.tab && t !== procedureTabs[0]),
  }),
  component: () => <ProcedurePage id={Route.useParams().id} tab={Route.useSearch().tab ?? procedureTabs[0]} />,
});

import { createFileRoute } from '@tanstack/react-router';
import { AppraisalPage } from '@/features/maturity/AppraisalPage';
import { appraisalTabs } from '@/features/maturity/search';

export const Route = createFileRoute('/_app/maturity/appraisals/$id/')({
  validateSearch: (raw: Record<string, unknown>): { tab?: string } => ({
    tab: appraisalTabs.find((t) => t === raw.tab && t !== appraisalTabs[0]),
  }),
  component: () => <AppraisalPage id={Route.useParams().id} tab={Route.useSearch().tab ?? appraisalTabs[0]} />,
});

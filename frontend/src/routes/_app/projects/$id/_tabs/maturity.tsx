import { createFileRoute } from '@tanstack/react-router';
import { AppraisalsPart } from '@/features/maturity/AppraisalsPart';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/_tabs/maturity')({
  loader: () => loadWords('maturity'),
  staticData: { crumb: 'maturity:tab' },
  component: () => <AppraisalsPart projectId={Route.useParams().id} />,
});

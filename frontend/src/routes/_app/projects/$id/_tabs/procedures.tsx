import { createFileRoute } from '@tanstack/react-router';
import { ProceduresPart } from '@/features/procedures/ProceduresPart';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/_tabs/procedures')({
  loader: () => loadWords('procedures'),
  staticData: { crumb: 'procedures:tab' },
  component: () => <ProceduresPart scope={{ projectId: Route.useParams().id }} />,
});

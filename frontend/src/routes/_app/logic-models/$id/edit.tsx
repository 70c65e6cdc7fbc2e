import { createFileRoute } from '@tanstack/react-router';
import { LogicForm } from '@/features/logicmodels/LogicForm';

export const Route = createFileRoute('/_app/logic-models/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <LogicForm id={Route.useParams().id} />,
});

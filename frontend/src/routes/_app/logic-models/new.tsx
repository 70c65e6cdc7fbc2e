import { createFileRoute } from '@tanstack/react-router';
import { LogicForm } from '@/features/logicmodels/LogicForm';

export const Route = createFileRoute('/_app/logic-models/new')({
  staticData: { crumb: 'logic_models:new' },
  component: () => <LogicForm />,
});

import { createFileRoute } from '@tanstack/react-router';
import { PersonForm } from '@/features/people/PersonForm';

export const Route = createFileRoute('/_app/people/new')({
  staticData: { crumb: 'people:new' },
  component: () => <PersonForm />,
});

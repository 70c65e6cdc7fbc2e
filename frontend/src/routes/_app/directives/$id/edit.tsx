import { createFileRoute } from '@tanstack/react-router';
import { DirectiveForm } from '@/features/directives/DirectiveForm';

export const Route = createFileRoute('/_app/directives/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <DirectiveForm id={Route.useParams().id} />,
});

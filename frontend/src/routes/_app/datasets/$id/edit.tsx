import { createFileRoute } from '@tanstack/react-router';
import { DatasetForm } from '@/features/datasets/DatasetForm';

export const Route = createFileRoute('/_app/datasets/$id/edit')({
  staticData: { crumb: 'common:edit' },
  component: () => <DatasetForm id={Route.useParams().id} />,
});

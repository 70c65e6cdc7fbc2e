import { createFileRoute } from '@tanstack/react-router';
import { DatasetForm } from '@/features/datasets/DatasetForm';

export const Route = createFileRoute('/_app/datasets/new')({
  staticData: { crumb: 'datasets:new' },
  component: () => <DatasetForm />,
});

import { createFileRoute } from '@tanstack/react-router';
import { ImportStart } from '@/features/imports/ImportStart';

export const Route = createFileRoute('/_app/imports/new')({
  staticData: { crumb: 'imports:new' },
  component: ImportStart,
});

import { createFileRoute } from '@tanstack/react-router';
import { FiguresPage } from '@/features/procedures/FiguresPage';

export const Route = createFileRoute('/_app/procedures/figures')({
  staticData: { crumb: 'procedures:nav.figures' },
  component: () => <FiguresPage />,
});

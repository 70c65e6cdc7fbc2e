import { createFileRoute } from '@tanstack/react-router';
import { FiguresPage } from '@/features/datasets/FiguresPage';

export const Route = createFileRoute('/_app/datasets/figures')({
  staticData: { crumb: 'datasets:nav.figures' },
  component: () => <FiguresPage />,
});

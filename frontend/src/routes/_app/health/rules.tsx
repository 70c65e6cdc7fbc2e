import { createFileRoute } from '@tanstack/react-router';
import { RulesPage } from '@/features/health/RulesPage';

export const Route = createFileRoute('/_app/health/rules')({
  staticData: { crumb: 'health:screen.rules' },
  component: RulesPage,
});

import { createFileRoute } from '@tanstack/react-router';
import { FollowUpPage } from '@/features/findings/FollowUp';

export const Route = createFileRoute('/_app/findings/follow-up')({
  staticData: { crumb: 'findings:followUp.title' },
  component: () => <FollowUpPage />,
});

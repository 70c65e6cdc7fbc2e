import { createFileRoute } from '@tanstack/react-router';
import { SkillOverview } from '@/features/skills/Overview';

export const Route = createFileRoute('/_app/skills/')({
  component: () => <SkillOverview />,
});

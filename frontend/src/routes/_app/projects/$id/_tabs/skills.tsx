import { createFileRoute } from '@tanstack/react-router';
import { SubjectPart } from '@/features/skills/SubjectPart';
import { loadWords } from '@/i18n';

export const Route = createFileRoute('/_app/projects/$id/_tabs/skills')({
  loader: () => loadWords('skills'),
  staticData: { crumb: 'skills:tab' },
  component: () => <SubjectPart kind="projects" id={Route.useParams().id} />,
});

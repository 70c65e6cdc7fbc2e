import { createFileRoute } from '@tanstack/react-router';
import { sectionSkillsOptions } from '@/api/skills';
import { SectionPage } from '@/features/skills/SectionPage';

export const Route = createFileRoute('/_app/skills/sections/$id')({
  loader: async ({ context, params }) => {
    const { name, nameEn } = await context.queryClient.ensureQueryData(sectionSkillsOptions(params.id));
    return { crumb: { name, nameEn } };
  },
  component: () => <SectionPage id={Route.useParams().id} />,
});
